#include "storage/standard_input.h"

#include <descent/error.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

namespace descent::storage {

FileBytes read_standard_input() {
    constexpr std::size_t largest_part = std::size_t{1} << 20;
    const std::string name = "standard input";
    const auto text = std::make_shared<std::string>();
    std::vector<char> part(largest_part);
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, part.data(), part.size());
        if (count == 0) break;
        if (count > 0) {
            text->append(part.data(), static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            throw InputError(name, "", "an error: " + std::system_category().message(errno), "a table");
        }
    }
    return {text, std::as_bytes(std::span(text->data(), text->size())), name};
}

}  // namespace descent::storage
