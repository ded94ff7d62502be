#pragma once
/// \file
/// Texts in columns, for terminals.
///
///     aligned({{"patterns", "150"}, {"loss", "0.05"}}, Side::right);  // "patterns   150\nloss      0.05\n"

#include <string>
#include <vector>

namespace descent {

enum class Side { left, right };

/// [any thread] A line a row, columns two blanks apart and as wide as their longest text. Rows of one length; the first
/// column stands to the left, the others to the side `others`.
std::string aligned(const std::vector<std::vector<std::string>>& rows, Side others);

}  // namespace descent
