#include "data/csv_one_hot.h"

#include <algorithm>

#include "data/some_of.h"

namespace descent::data {

Dataset::Targets OneHot::classes() const {
    if (const auto wrong = first_wrong()) {
        throw InputError(table_.body.file, "line " + to_text(line_of(table_.cells.lines, *wrong)),
                         "targets " + row_text(*wrong), "a 1 among zeros, as classes in several target columns need");
    }
    const std::vector<std::string>& known = table_.source.class_names;
    Dataset::Targets targets{.labels = {}, .class_names = known.empty() ? names_that_occur() : known, .values = {}};
    std::vector<std::uint32_t> labels;
    for (const std::size_t column : columns_) {
        const auto place = std::ranges::find(targets.class_names, table_.name(column));
        labels.push_back(static_cast<std::uint32_t>(place - targets.class_names.begin()));
    }
    for (std::size_t r = 0; r < table_.cells.rows; ++r) {
        targets.labels.push_back(labels[hot(r)]);
        if (targets.labels.back() < targets.class_names.size()) continue;
        table_.fail(line_of(table_.cells.lines, r), columns_[hot(r)], "1",
                    "0, or a column of the known classes " + some_of(known));
    }
    return targets;
}

std::size_t OneHot::hot(std::size_t r) const {
    return static_cast<std::size_t>(std::ranges::find(row(r), 1.0) - row(r).begin());
}

std::optional<std::size_t> OneHot::first_wrong() const {
    const auto is_digit = [](double value) { return value == 0 || value == 1; };
    for (std::size_t r = 0; r < table_.cells.rows; ++r) {
        if (!std::ranges::all_of(row(r), is_digit) || std::ranges::count(row(r), 1.0) != 1) return r;
    }
    return std::nullopt;
}

std::string OneHot::row_text(std::size_t r) const {
    std::vector<std::string> texts;
    for (const double value : row(r)) texts.push_back(to_text(value));
    return some_of(texts);
}

std::vector<std::string> OneHot::names_that_occur() const {
    std::vector<bool> occurs(columns_.size());
    for (std::size_t r = 0; r < table_.cells.rows; ++r) occurs[hot(r)] = true;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (occurs[k]) names.push_back(table_.name(columns_[k]));
    }
    return names;
}

}  // namespace descent::data
