#include "base/range.h"

#include <descent/error.h>

#include <cmath>

#include "base/text.h"

namespace descent {
namespace {

std::string expected(Range<std::uint64_t> range) {
    const std::string top = range.highest >= largest_count ? " up" : " to " + to_text(range.highest);
    return ", expected a whole number from " + to_text(range.lowest) + top;
}

std::string expected(Range<double> range) {
    const std::string top = range.highest >= largest_number ? " up" : " to " + to_text(range.highest);
    return ", expected a number from " + to_text(range.lowest) + top;
}

bool contains(Range<std::uint64_t> range, std::uint64_t number) {
    return number >= range.lowest && number <= range.highest;
}

bool contains(Range<double> range, double number) {
    return std::isfinite(number) && number >= range.lowest && number <= range.highest;
}

template <class Number>
Number parse(const std::string& setting, const std::string& text, Range<Number> range) {
    const auto number = parse_number<Number>(text);
    if (number && contains(range, *number)) return *number;
    throw UsageError(setting, "found " + quote(text) + expected(range));
}

template <class Number>
void require(const std::string& setting, Number number, Range<Number> range) {
    if (!contains(range, number)) throw UsageError(setting, "is " + to_text(number) + expected(range));
}

}  // namespace

std::uint64_t parse_whole(const std::string& setting, const std::string& text, Range<std::uint64_t> range) {
    return parse(setting, text, range);
}

double parse_real(const std::string& setting, const std::string& text, Range<double> range) {
    return parse(setting, text, range);
}

void require_in_range(const std::string& setting, std::uint64_t number, Range<std::uint64_t> range) {
    require(setting, number, range);
}

void require_in_range(const std::string& setting, double number, Range<double> range) {
    require(setting, number, range);
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    std::size_t begin = 0;
    for (std::size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', begin)) {
        parts.push_back(text.substr(begin, comma - begin));
        begin = comma + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

}  // namespace descent
