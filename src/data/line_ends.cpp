#include "data/line_ends.h"

#include <descent/error.h>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::data {

void require_one_line_end(const storage::FileBytes& file) {
    const std::string_view text = storage::as_text(file.bytes);
    if (text.find('\r') == text.npos || text.find('\n') == text.npos) return;
    bool quoted = false;
    std::size_t line = 1;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '\n') ++line;
        if (text[i] != '\r' || text[i + 1] == '\n' || quoted) continue;
        throw InputError(file.path, "line " + to_text(line), "a carriage return that no line feed follows",
                         "lines that all end alike; tr '\\r' '\\n' < FILE makes them so");
    }
}

}  // namespace descent::data
