#pragma once
/// \file
/// A distribution in tables and files.

#include "report/statistics/distribution.h"
#include "report/table.h"
#include "study/json_number.h"

namespace descent::report {

struct DistributionPart {
    const char* name;
    double Distribution::*value;
};

constexpr DistributionPart distribution_parts[] = {{"median", &Distribution::median},
                                                   {"lower_quartile", &Distribution::lower_quartile},
                                                   {"upper_quartile", &Distribution::upper_quartile},
                                                   {"low", &Distribution::low},
                                                   {"high", &Distribution::high}};

/// An object: "n", and a member a part.
inline Json json_of(const Distribution& distribution) {
    Json object = {{"n", distribution.n}};
    for (const auto& [name, value] : distribution_parts) object[name] = study::json_number(distribution.*value);
    return object;
}

/// A column a part: "NAME_median", ... `of` may return null: there is no distribution.
template <class Row>
void add_distribution(Columns<Row>& columns, const std::string& name,
                      std::function<const Distribution*(const Row&)> of) {
    for (const DistributionPart& part : distribution_parts) {
        columns.push_back({.name = name + "_" + part.name, .cell = [of, part](const Row& row) -> Cell {
                               const Distribution* distribution = of(row);
                               return distribution == nullptr ? Cell() : Cell(distribution->*part.value);
                           }});
    }
}

/// A column a part for people.
template <class Row>
void add_shown_distribution(Columns<Row>& columns, const std::string& median, int digits,
                            std::function<const Distribution&(const Row&)> of) {
    const char* titles[] = {median.c_str(), "lower quartile", "upper quartile", "95% from", "95% to"};
    for (std::size_t i = 0; i < std::size(titles); ++i) {
        columns.push_back({.title = titles[i],
                           .cell = [of, i](const Row& row) { return Cell(of(row).*distribution_parts[i].value); },
                           .digits = digits});
    }
}

}  // namespace descent::report
