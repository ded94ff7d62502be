#pragma once
/// \file
/// How a hyper-parameter is searched and written.

namespace descent {

/// Values cross the plugin ABI: never change.
enum class Scale {
    linear = 0,
    log = 1,    ///< the range is positive; searched in equal ratios
    choice = 2  ///< the value is an index into a list of words
};

}  // namespace descent
