#include "storage/system_text.h"

#include <fcntl.h>
#include <unistd.h>

namespace descent::storage {

std::string read_system_text(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return {};
    std::string text(64 << 10, '\0');
    std::size_t length = 0;
    for (;;) {
        const ssize_t got = ::read(file, text.data() + length, text.size() - length);
        if (got <= 0) break;
        length += static_cast<std::size_t>(got);
    }
    ::close(file);
    text.resize(length);
    return text;
}

}  // namespace descent::storage
