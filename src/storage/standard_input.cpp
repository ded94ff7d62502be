#include "storage/standard_input.h"

#include <descent/error.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
namespace descent::storage {

FileBytes read_standard_input() {
    constexpr std::size_t part = std::size_t{1} << 20;
    const std::string name = "standard input";
    const auto text = std::make_shared<std::string>();
    for (;;) {
        const std::size_t size = text->size();
        text->resize(size + part);
        const ssize_t count = ::read(STDIN_FILENO, text->data() + size, part);
        text->resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count == 0) break;
        if (count < 0 && errno != EINTR) {
            throw InputError(name, "", "an error: " + std::system_category().message(errno), "a table");
        }
    }
    return {text, std::as_bytes(std::span(text->data(), text->size())), name};
}

}  // namespace descent::storage
