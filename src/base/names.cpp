#include "base/names.h"

#include <descent/error.h>

#include "base/text.h"

namespace descent {

void throw_unknown(std::string_view name, const std::vector<std::string>& known, const std::string& setting) {
    throw UsageError(setting,
                     quote(name) + " is not known" + did_you_mean(name, known) + " (known: " + join(known) + ")");
}

std::string alternatives(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

}  // namespace descent
