#include "cli/last_line.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "cli/last_metrics.h"
#include "cli/output.h"
#include "cli/sanitized.h"
#include "storage/unfinished_file.h"

namespace descent::cli {
namespace {

pid_t own_process = 0;
thread_local bool speaks = false;

}  // namespace

void speak_for_this_process() { own_process = ::getpid(); }

void speak_no_more() { own_process = 0; }

bool speaks_for_this_process() noexcept { return ::getpid() == own_process; }

void say_last(std::initializer_list<std::string_view> parts) noexcept {
    static std::atomic_flag spoken;
    if (speaks) return;  // it crashed in here
    while (spoken.test_and_set()) ::pause();
    speaks = true;
    std::array<char, 1024> line;
    std::size_t length = 0;
    for (const std::string_view part : parts) {
        const std::size_t count = std::min(part.size(), line.size() - 1 - length);
        std::transform(part.begin(), part.begin() + count, line.begin() + length,
                       [](char letter) { return static_cast<unsigned char>(letter) < ' ' ? '?' : letter; });
        length += count;
    }
    constexpr std::string_view prefix = "descent: ";
    end_metrics("failed", std::string_view(line.data(), length).substr(prefix.size()));
    line[length++] = '\n';
    storage::remove_unfinished_files();
    write_to_errors({line.data(), length}, Wait::moment);
}

void end_with(std::initializer_list<std::string_view> parts) noexcept {
    say_last(parts);
    end_process(1);
}

/// `_exit` is what foreign_exits.cpp makes of it, but for sanitizers, whose own one may change the status.
void end_process(int status) noexcept {
    if (is_sanitized) ::_exit(status);
    for (;;) ::syscall(SYS_exit_group, status);
}

}  // namespace descent::cli
