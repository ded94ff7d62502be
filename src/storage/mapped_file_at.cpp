#include "storage/mapped_file_at.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <optional>

namespace descent::storage {
namespace {

/// The lines of a file one by one, each cut to 1024 bytes.
class Lines {
public:
    explicit Lines(const char* path) noexcept : file_(::open(path, O_RDONLY | O_CLOEXEC)) {}
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    ~Lines() {
        if (file_ >= 0) ::close(file_);
    }

    std::optional<std::string_view> next() noexcept {
        std::size_t length = 0;
        for (;;) {
            if (at_ == filled_ && !fill()) return std::nullopt;
            const char letter = buffer_[at_++];
            if (letter == '\n') return std::string_view(line_.data(), length);
            if (length < line_.size()) line_[length++] = letter;
        }
    }

private:
    bool fill() noexcept {
        ssize_t count = -1;
        do {
            count = file_ < 0 ? 0 : ::read(file_, buffer_.data(), buffer_.size());
        } while (count < 0 && errno == EINTR);
        at_ = 0;
        filled_ = count > 0 ? static_cast<std::size_t>(count) : 0;
        return filled_ > 0;
    }

    int file_;
    std::array<char, 1024> buffer_;
    std::array<char, 1024> line_;
    std::size_t at_ = 0;
    std::size_t filled_ = 0;
};

/// "7f00-7f10 r--p ..." holds the addresses from 7f00 up to, but not including, 7f10.
bool holds(std::string_view line, std::uintptr_t address) noexcept {
    std::uintptr_t begin = 0, end = 0;
    const char* const last = line.data() + line.size();
    const auto first = std::from_chars(line.data(), last, begin, 16);
    if (first.ec != std::errc() || first.ptr == last || *first.ptr != '-') return false;
    if (std::from_chars(first.ptr + 1, last, end, 16).ec != std::errc()) return false;
    return begin <= address && address < end;
}

/// What stands after addresses, rights, offset, device and number of the file. Names in brackets are no files.
std::string_view path_of(std::string_view line) noexcept {
    constexpr int fields = 5;
    for (int field = 0; field < fields; ++field) {
        line.remove_prefix(std::min(line.find(' '), line.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    }
    return line.starts_with('/') ? line : std::string_view();
}

}  // namespace

std::string_view mapped_file_at(const void* address, std::span<char> buffer) noexcept {
    Lines lines("/proc/self/maps");
    while (const auto line = lines.next()) {
        if (!holds(*line, reinterpret_cast<std::uintptr_t>(address))) continue;
        const std::string_view path = path_of(*line).substr(0, buffer.size());
        std::transform(path.begin(), path.end(), buffer.begin(),
                       [](char letter) { return static_cast<unsigned char>(letter) < ' ' ? '?' : letter; });
        return {buffer.data(), path.size()};
    }
    return {};
}

}  // namespace descent::storage
