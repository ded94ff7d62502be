#pragma once
/// \file
/// Lists in messages, which stay one line however many there are.

#include <string>
#include <vector>

#include "base/text.h"

namespace descent::data {

/// "a, b, c", or the first of them "and 97 more".
inline std::string some_of(const std::vector<std::string>& names, std::size_t most = 5) {
    const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) text += (i > 0 ? ", " : "") + printable(names[i], 60);
    return shown == names.size() ? text : text + " and " + to_text(names.size() - shown) + " more";
}

}  // namespace descent::data
