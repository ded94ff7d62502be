#pragma once
/// \file
/// The processors' worth of time and the memory that control groups grant, of version 1 and 2.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace descent::parallel {

/// The text of a small file of the system; empty where there is none.
using ReadText = std::function<std::string(const std::string& path)>;

/// [any thread] Processors' worth of time that this process's group and those above it grant: the tightest limit
/// holds. 0: no limit. Groups are those that /proc/self/cgroup names.
double group_quota(const ReadText& read);

/// [any thread] Bytes that this process's group and those above it still grant, pages of files not counted as taken;
/// the largest number where there is no limit.
std::uint64_t group_memory(const ReadText& read);

/// The quota in the text of a cgroup v2 file cpu.max ("200000 100000", "max 100000"); 0 for none or nonsense.
double parse_cpu_max(std::string_view text);

}  // namespace descent::parallel
