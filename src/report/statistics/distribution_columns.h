#pragma once
/// \file
/// A distribution in tables and files.

#include <cmath>

#include "report/statistics/distribution.h"
#include "report/table.h"
#include "study/json_number.h"

namespace descent::report {

/// "[0.81, 0.84] 97%", with the coverage; "-" where there is none.
inline std::string text_of(const Interval& one) {
    if (std::isnan(one.coverage)) return "-";
    return "[" + shown(one.low) + ", " + shown(one.high) + "] " + shown(100 * one.coverage, 3) + "%";
}

struct DistributionPart {
    const char* name;
    double (*of)(const Distribution&);
};

constexpr DistributionPart distribution_parts[] = {
    {"median", [](const Distribution& d) { return d.median; }},
    {"lower_quartile", [](const Distribution& d) { return d.lower_quartile; }},
    {"upper_quartile", [](const Distribution& d) { return d.upper_quartile; }},
    {"low", [](const Distribution& d) { return d.interval.low; }},
    {"high", [](const Distribution& d) { return d.interval.high; }},
    {"coverage", [](const Distribution& d) { return d.interval.coverage; }}};

/// An object: "n", and a member a part.
inline Json json_of(const Distribution& distribution) {
    Json object = {{"n", distribution.n}};
    for (const auto& [name, part] : distribution_parts) object[name] = study::json_number(part(distribution));
    return object;
}

/// A column a part: "NAME_median", ... `of` may return null: there is no distribution.
template <class Row>
void add_distribution(Columns<Row>& columns, const std::string& name,
                      std::function<const Distribution*(const Row&)> of) {
    for (const DistributionPart& part : distribution_parts) {
        columns.push_back({.name = name + "_" + part.name, .cell = [of, part](const Row& row) -> Cell {
                               const Distribution* distribution = of(row);
                               return distribution == nullptr ? Cell() : Cell(part.of(*distribution));
                           }});
    }
}

/// A column a part for people.
template <class Row>
void add_shown_distribution(Columns<Row>& columns, const std::string& median, int digits,
                            std::function<const Distribution&(const Row&)> of) {
    const char* titles[] = {median.c_str(), "lower quartile", "upper quartile", "interval from", "to", "coverage"};
    for (std::size_t i = 0; i < std::size(titles); ++i) {
        columns.push_back({.title = titles[i],
                           .cell = [of, i](const Row& row) { return Cell(distribution_parts[i].of(of(row))); },
                           .digits = digits});
    }
}

}  // namespace descent::report
