#include "parallel/memory.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include <sys/resource.h>

#include "parallel/cgroup.h"
#include "storage/system_text.h"

namespace descent::parallel {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

/// Bytes on the line "KEY:    1234 kB".
std::optional<std::uint64_t> kilobytes(const std::string& text, const std::string& key) {
    auto at = text.find(key + ":");
    if (at == std::string::npos) return std::nullopt;
    at = text.find_first_of("0123456789", at);
    std::uint64_t number = 0;
    if (at == std::string::npos) return std::nullopt;
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number * 1024;
}

std::uint64_t left_of_machine() {
    const std::string text = storage::read_system_text("/proc/meminfo");
    const auto available = kilobytes(text, "MemAvailable");
    return available ? *available + kilobytes(text, "SwapFree").value_or(0) : no_limit;
}

std::uint64_t left_of_addresses() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return no_limit;
    const std::uint64_t taken = kilobytes(storage::read_system_text("/proc/self/status"), "VmSize").value_or(0);
    return limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, taken);
}

}  // namespace

std::uint64_t available_memory() {
    return std::min({left_of_machine(), left_of_addresses(), group_memory(storage::read_system_text)});
}

std::uint64_t own_memory() { return kilobytes(storage::read_system_text("/proc/self/status"), "RssAnon").value_or(0); }

std::optional<std::uint64_t> own_huge_pages() {
    return kilobytes(storage::read_system_text("/proc/self/smaps_rollup"), "AnonHugePages");
}

}  // namespace descent::parallel
