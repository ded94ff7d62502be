#pragma once
/// \file
/// What logs tell of the process: when, where, and what it took.

#include <cstdint>
#include <string>

namespace descent::cli {

/// Now, in UTC: "2026-03-01T12:00:00Z".
std::string time_stamp();
std::string host_name();
/// The folder that the program's file lies in.
std::string program_folder();
/// The most memory that the process has had, in bytes.
std::uint64_t most_memory();

}  // namespace descent::cli
