#include <descent/error.h>

#include "base/text.h"

namespace descent {
namespace {

constexpr std::size_t longest_path = 1000;
constexpr std::size_t longest_part = 400;

/// FILE: PLACE: found X, expected Y
std::string input_error_text(const std::string& file, const std::string& place, const std::string& found,
                             const std::string& expected) {
    std::string text = printable(file, longest_path);
    if (!place.empty()) text += ": " + printable(place, longest_part);
    if (!found.empty()) text += ": found " + printable(found, longest_part);
    if (!expected.empty()) text += (found.empty() ? ": expected " : ", expected ") + printable(expected, longest_part);
    return text;
}

}  // namespace

InputError::InputError(std::string file, std::string place, std::string found, std::string expected)
    : Error(input_error_text(file, place, found, expected)),
      file_(std::move(file)),
      place_(std::move(place)),
      found_(std::move(found)),
      expected_(std::move(expected)) {}

UsageError::UsageError(std::string option, std::string problem)
    : Error(printable(option, longest_part) + ": " + printable(problem, longest_path)),
      option_(std::move(option)),
      problem_(std::move(problem)) {}

}  // namespace descent
