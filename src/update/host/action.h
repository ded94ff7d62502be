#pragma once
/// \file
/// What code of a plugin is asked to do, put into words only when it is told.

#include <cstdint>
#include <string>
#include <string_view>

namespace descent::update {

struct Action {
    Action(const char* its_words, std::uint64_t its_step = 0, std::string_view its_tensor = {})
        : words(its_words), step(its_step), tensor(its_tensor) {}

    /// "start with these settings", "begin step 3", "update layers.0.weight in step 3".
    std::string text() const;

    const char* words;        ///< null: no call
    std::uint64_t step;       ///< 0: it belongs to no step
    std::string_view tensor;  ///< empty: to no tensor
};

}  // namespace descent::update
