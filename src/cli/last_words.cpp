#include "cli/last_words.h"

#include <unistd.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <new>
#include <string_view>

#include "cli/last_metrics.h"
#include "storage/mapped_file_at.h"
#include "storage/reader.h"
#include "storage/unfinished_file.h"
#include "update/host/inside.h"

namespace descent::cli {
namespace {

/// Several threads may come here at once: one speaks, the others wait for the end. Allocates nothing.
[[noreturn]] void end_with(std::initializer_list<std::string_view> parts) noexcept {
    static std::atomic_flag spoken;
    while (spoken.test_and_set()) ::pause();
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
    storage::write_or_drop(STDERR_FILENO, {line.data(), length});
    ::_exit(1);
}

extern "C" void explain_lost_bytes(int number, siginfo_t* info, void*) {
    std::array<char, 600> buffer;
    const std::string_view path = storage::mapped_file_at(info->si_addr, buffer);
    if (!path.empty()) {
        end_with({"descent: ", path,
                  ": its bytes are gone: the file was shortened, or its disk failed, while it was in use"});
    }
    std::signal(number, SIG_DFL);
    std::raise(number);
}

pid_t own_process = 0;

/// The program itself ends in `leave`: whoever comes here is code of a plugin, which would end the program with its own
/// status and without a word. Children of the conformance kit end as they do: the kit says so.
extern "C" void explain_exit() {
    if (::getpid() != own_process) return;
    const char* const who = update::whose_code_runs();
    end_with({"descent: ", who == nullptr ? "a thread of a plugin or library" : who,
              ": called exit(), which ends the program; a plugin returns a status instead"});
}

[[noreturn]] void explain_exception() noexcept {
    const auto exception = std::current_exception();
    if (!exception) std::abort();
    try {
        std::rethrow_exception(exception);
    } catch (const std::bad_alloc&) {
        end_with({"descent: not enough memory for this work"});
    } catch (const std::exception& error) {
        end_with({"descent: ", error.what(), ": a limit of memory or of threads may be reached"});
    } catch (...) {
        end_with({"descent: an exception of an unknown kind"});
    }
}

}  // namespace

void prepare_last_words() {
    std::set_terminate(explain_exception);
    own_process = ::getpid();
    std::atexit(explain_exit);
    std::at_quick_exit(explain_exit);
    struct sigaction action {};
    action.sa_sigaction = explain_lost_bytes;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, nullptr);
}

void leave(int status) {
    std::fflush(nullptr);  // what plugins have printed
#ifdef __SANITIZE_ADDRESS__
    __lsan_do_leak_check();  // it would come with the handlers that are passed over
#endif
    ::_exit(status);
}

}  // namespace descent::cli
