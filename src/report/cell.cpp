#include "report/cell.h"

#include <cmath>

#include "base/csv.h"
#include "base/text.h"
#include "study/json_number.h"

namespace descent::report {
namespace {

/// One function for each type that a cell can hold.
template <class... Functions>
struct Visitor : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Visitor(Functions...) -> Visitor<Functions...>;

}  // namespace

std::string shown(double value, int digits) {
    if (std::isnan(value)) return "-";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return short_number(value, digits);
}

std::string shown(const Cell& cell, int digits) {
    return std::visit(
        Visitor{[](std::monostate) { return std::string("-"); },
                [](bool value) { return std::string(value ? "yes" : "no"); },
                [](std::uint64_t value) { return to_text(value); }, [&](double value) { return shown(value, digits); },
                [](const std::string& value) { return printable(value, std::string::npos); }},
        cell);
}

std::string csv_field(const Cell& cell) {
    return std::visit(Visitor{[](std::monostate) { return std::string(); },
                              [](bool value) { return std::string(value ? "true" : "false"); },
                              [](std::uint64_t value) { return to_text(value); },
                              [](double value) { return std::isnan(value) ? std::string() : to_text(value); },
                              [](const std::string& value) { return csv_text(value); }},
                      cell);
}

Json json_of(const Cell& cell) {
    return std::visit(
        Visitor{[](std::monostate) { return Json(); }, [](bool value) { return Json(value); },
                [](std::uint64_t value) { return Json(value); }, [](double value) { return study::json_number(value); },
                [](const std::string& value) { return Json(value); }},
        cell);
}

}  // namespace descent::report
