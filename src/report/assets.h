#pragma once
/// \file
/// Texts that the build puts into the program for reports, each a list of parts to be joined.

#include <string_view>
#include <vector>

namespace descent::report::assets {

const std::vector<std::string_view>& style();    ///< report.css
const std::vector<std::string_view>& script();   ///< report.js
const std::vector<std::string_view>& vega();     ///< the plotting library; empty when the build found no package
const std::vector<std::string_view>& licence();  ///< of the plotting library

}  // namespace descent::report::assets
