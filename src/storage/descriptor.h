#pragma once
/// \file
/// File descriptors of the system: they close themselves, and failures are std::system_error.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace descent::storage {

[[noreturn]] inline void fail(int code) { throw std::system_error(code, std::generic_category()); }

/// Retries while a signal interrupts.
template <class Call>
auto retried(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    if (result < 0) fail(errno);
    return result;
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }
    int get() const noexcept { return number_; }

private:
    int number_;
};

inline int open_descriptor(const std::string& path, int flags, mode_t mode = 0666) {
    if (path.find('\0') != std::string::npos) fail(EINVAL);
    return retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
}

}  // namespace descent::storage
