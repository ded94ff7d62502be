#include "data/targets.h"

#include <descent/error.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "data/different_numbers.h"
#include "data/elements.h"
#include "data/lines.h"
#include "data/some_of.h"
#include "data/text_labels.h"

namespace descent::data {
namespace {

using Numbers = std::vector<std::int64_t>;

bool is_floating(const Array& array) { return array.type == ElementType::f32 || array.type == ElementType::f64; }

std::string place_in(const Array& array, std::size_t pattern) {
    return array.lines.empty() ? "element [" + to_text(pattern) + "]"
                               : "line " + to_text(line_of(array.lines, pattern));
}

/// Up to the first that is no whole number.
Numbers leading_whole_numbers(const Array& array) {
    Numbers numbers(array.shape[0]);
    numbers.resize(with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t p = 0; p < numbers.size(); ++p) {
            const T value = element<T>(array.elements.bytes.data(), p);
            if constexpr (std::is_floating_point_v<T>) {
                if (!(value >= -most_exact && value <= most_exact)) return p;
            }
            numbers[p] = static_cast<std::int64_t>(value);
            if (static_cast<T>(numbers[p]) != value) return p;
        }
        return numbers.size();
    }));
    return numbers;
}

/// Nothing when one is no whole number.
std::optional<Numbers> whole_numbers(const Array& array) {
    Numbers numbers = leading_whole_numbers(array);
    return numbers.size() == array.shape[0] ? std::optional(std::move(numbers)) : std::nullopt;
}

/// The column of the 1 in each row, up to the first row that is anything but one 1 among zeros.
Numbers leading_one_hot_columns(const Array& array) {
    const std::size_t columns = array.shape[1];
    Numbers numbers(array.shape[0]);
    numbers.resize(with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t p = 0; p < numbers.size(); ++p) {
            std::size_t ones = 0;
            for (std::size_t k = 0; k < columns; ++k) {
                const T value = element<T>(array.elements.bytes.data(), p * columns + k);
                if (value != T{0} && value != T{1}) return p;
                if (value == T{1}) numbers[p] = static_cast<std::int64_t>(k), ++ones;
            }
            if (ones != 1) return p;
        }
        return numbers.size();
    }));
    return numbers;
}

/// Nothing when one row is anything else.
std::optional<Numbers> one_hot_columns(const Array& array) {
    Numbers numbers = leading_one_hot_columns(array);
    return numbers.size() == array.shape[0] ? std::optional(std::move(numbers)) : std::nullopt;
}

/// Ascending. Small numbers, which most classes are, need no sorting.
Numbers distinct(const Numbers& numbers) {
    std::array<bool, small_numbers> seen = {};
    Numbers all;
    for (const std::int64_t number : numbers) {
        const bool small = number >= 0 && number < std::int64_t{small_numbers};
        if (!small || !std::exchange(seen[static_cast<std::size_t>(number)], true)) all.push_back(number);
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// Whether whole numbers look like classes when nobody said what they are.
bool look_like_classes(const Array& array, const Numbers& numbers, const Numbers& values) {
    const auto count = [&] {
        std::vector<std::size_t> counts(values.size());
        for (const std::int64_t number : numbers) {
            ++counts[static_cast<std::size_t>(std::ranges::lower_bound(values, number) - values.begin())];
        }
        return counts;
    };
    return is_floating(array) ? numbers_look_like_classes(values.size(), numbers.size(), count)
                              : whole_numbers_look_like_labels(values.size(), numbers.size());
}

Dataset::Targets classes_among(const Numbers& numbers, const Numbers& values, const std::string& file) {
    if (values.size() > most_classes) {
        throw InputError(file, "", to_text(values.size()) + " classes",
                         "at most " + to_text(most_classes) + "; task=regression keeps numbers");
    }
    Dataset::Targets targets;
    for (const std::int64_t value : values) targets.class_names.push_back(to_text(value));
    for (const std::int64_t number : numbers) {
        targets.labels.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(values, number) - values.begin()));
    }
    return targets;
}

/// What each number in a file means among `class_names`.
std::map<std::int64_t, std::uint32_t> meanings(const std::vector<std::string>& class_names) {
    std::map<std::int64_t, std::uint32_t> by_name, by_position;
    for (std::uint32_t position = 0; position < class_names.size(); ++position) {
        by_position[position] = position;
        const auto number = parse_number<std::int64_t>(class_names[position]);
        if (number) by_name[*number] = position;
    }
    return by_name.size() == class_names.size() ? by_name : by_position;
}

Dataset::Targets known_classes(const Numbers& numbers, const Array& array,
                               const std::vector<std::string>& class_names) {
    const auto meaning = meanings(class_names);
    Dataset::Targets targets{{}, class_names, {}, 0};
    for (std::size_t p = 0; p < numbers.size(); ++p) {
        const auto found = meaning.find(numbers[p]);
        if (found == meaning.end()) {
            throw InputError(array.elements.path, place_in(array, p), "label " + to_text(numbers[p]),
                             "one of the " + to_text(class_names.size()) + " known classes");
        }
        targets.labels.push_back(found->second);
    }
    return targets;
}

Dataset::Targets values_of(const Array& array) {
    Dataset::Targets targets;
    targets.columns = array.shape.size() == 1 ? 1 : array.shape[1];
    targets.values.resize(array.shape[0] * targets.columns);
    with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t i = 0; i < targets.values.size(); ++i) {
            targets.values[i] = static_cast<double>(element<T>(array.elements.bytes.data(), i));
        }
    });
    return targets;
}

[[noreturn]] void refuse_values(const Array& array, bool one_column) {
    if (!one_column) {
        const std::size_t row = leading_one_hot_columns(array).size(), columns = array.shape[1];
        std::vector<std::string> values;
        const Dataset::Targets targets = values_of(array);
        for (std::size_t k = 0; k < columns; ++k) values.push_back(to_text(targets.values[row * columns + k]));
        throw InputError(array.elements.path, "row [" + to_text(row) + "]", "targets " + some_of(values),
                         "a 1 among zeros, or labels: whole numbers in one dimension or column");
    }
    const std::size_t at = leading_whole_numbers(array).size();
    throw InputError(array.elements.path, place_in(array, at), to_text(values_of(array).values[at]),
                     "a label: classes in numbers are whole ones");
}

}  // namespace

Dataset::Targets to_targets(const Array& array, const std::vector<std::string>& class_names, Task task) {
    if (array.shape.size() > 2) {
        throw InputError(array.elements.path, "header", "a shape of " + shape_text(array.shape),
                         "one dimension of labels, or two of values");
    }
    if (array.text) return text_classes(array, class_names, task);
    const bool demanded = !class_names.empty() || task == Task::classification;
    if (!demanded && task == Task::regression) return values_of(array);
    const bool one_column = array.shape.size() == 1 || array.shape[1] == 1;
    const auto numbers = one_column ? whole_numbers(array) : one_hot_columns(array);
    if (!numbers && !demanded) return values_of(array);
    if (!numbers) refuse_values(array, one_column);
    if (!class_names.empty()) return known_classes(*numbers, array, class_names);
    const Numbers values = distinct(*numbers);
    if (!demanded && one_column && !look_like_classes(array, *numbers, values)) return values_of(array);
    return classes_among(*numbers, values, array.elements.path);
}

std::string rare_classes_note(const Dataset::Targets& targets) {
    std::vector<std::size_t> counts(targets.class_names.size());
    for (const std::uint32_t label : targets.labels) ++counts[label];
    std::vector<std::string> rare;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        if (counts[k] < few_patterns) rare.push_back(targets.class_names[k] + " (" + to_text(counts[k]) + ")");
    }
    if (rare.empty()) return "";
    return "classes of fewer than " + to_text(few_patterns) + " patterns: " + some_of(rare);
}

bool can_be_classes(const Dataset::Targets& targets) {
    return !targets.class_names.empty() ||
           (targets.columns == 1 &&
            std::ranges::all_of(targets.values, [](double value) { return value == std::trunc(value); }));
}

namespace {

/// Where all are 0 and 1, why they are no one-hot rows.
std::string no_one_hot_note(const Dataset::Targets& targets) {
    const auto is_digit = [](double value) { return value == 0 || value == 1; };
    if (targets.columns < 2 || !std::ranges::all_of(targets.values, is_digit)) return "";
    const std::size_t patterns = targets.values.size() / targets.columns;
    std::size_t others = 0;
    for (std::size_t p = 0; p < patterns; ++p) {
        const auto row = std::span(targets.values).subspan(p * targets.columns, targets.columns);
        others += std::ranges::count(row, 1.0) == 1 ? 0 : 1;
    }
    if (others == 0) return "";
    return "; classes need one 1 among zeros in each pattern, which " + to_text(others) + " of " + to_text(patterns) +
           (others == 1 ? " has not" : " have not");
}

}  // namespace

std::string target_note(const Dataset::Targets& targets, bool can_be_otherwise) {
    if (targets.class_names.empty()) {
        return "targets are numbers in " + to_text(targets.columns) + (targets.columns == 1 ? " column" : " columns") +
               no_one_hot_note(targets) + (can_be_otherwise ? "; task=classification makes classes of them" : "");
    }
    const auto& names = targets.class_names;
    return "targets are " + to_text(names.size()) + (names.size() == 1 ? " class: " : " classes: ") + some_of(names) +
           (can_be_otherwise ? "; task=regression makes numbers" : "");
}

}  // namespace descent::data
