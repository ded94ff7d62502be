#include "data/targets.h"

#include <descent/error.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "data/elements.h"

namespace descent::data {
namespace {

std::vector<std::uint32_t> labels_of(const Array& array) {
    std::vector<std::uint32_t> labels(array.shape[0]);
    with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t p = 0; p < labels.size(); ++p) {
            const T value = element<T>(array.elements.bytes.data(), p);
            if (value < T{0} || static_cast<double>(value) > largest_label) {
                throw InputError(array.elements.path, "element [" + to_text(p) + "]", "label " + to_text(value),
                                 "a class from 0 to " + to_text(largest_label));
            }
            labels[p] = static_cast<std::uint32_t>(value);
        }
    });
    return labels;
}

Dataset::Targets numbered_classes(std::vector<std::uint32_t> labels) {
    const std::uint32_t largest = *std::max_element(labels.begin(), labels.end());
    std::vector<std::string> names;
    for (std::uint32_t label = 0; label <= largest; ++label) names.push_back(to_text(label));
    return {std::move(labels), std::move(names), {}, 0};
}

/// What each number in a file means among `class_names`.
std::map<std::uint32_t, std::uint32_t> meanings(const std::vector<std::string>& class_names) {
    std::map<std::uint32_t, std::uint32_t> by_name, by_position;
    for (std::uint32_t position = 0; position < class_names.size(); ++position) {
        by_position[position] = position;
        const auto number = parse_number<std::uint32_t>(class_names[position]);
        if (number) by_name[*number] = position;
    }
    return by_name.size() == class_names.size() ? by_name : by_position;
}

Dataset::Targets known_classes(std::vector<std::uint32_t> labels, const Array& array,
                               const std::vector<std::string>& class_names) {
    const auto meaning = meanings(class_names);
    for (std::size_t p = 0; p < labels.size(); ++p) {
        const auto found = meaning.find(labels[p]);
        if (found == meaning.end()) {
            throw InputError(array.elements.path, "element [" + to_text(p) + "]", "label " + to_text(labels[p]),
                             "one of the " + to_text(class_names.size()) + " known classes");
        }
        labels[p] = found->second;
    }
    return {std::move(labels), class_names, {}, 0};
}

Dataset::Targets values_of(const Array& array) {
    Dataset::Targets targets;
    targets.columns = array.shape.size() == 1 ? 1 : array.shape[1];
    targets.values.resize(array.shape[0] * targets.columns);
    with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t i = 0; i < targets.values.size(); ++i) {
            targets.values[i] = static_cast<float>(element<T>(array.elements.bytes.data(), i));
        }
    });
    return targets;
}

}  // namespace

Dataset::Targets to_targets(const Array& array, const std::vector<std::string>& class_names) {
    const bool whole = array.type != ElementType::f32 && array.type != ElementType::f64;
    if (array.shape.size() > 2) {
        throw InputError(array.elements.path, "header", "a shape of " + shape_text(array.shape),
                         "one dimension of labels, or two of values");
    }
    if (whole && array.shape.size() == 1) {
        auto labels = labels_of(array);
        return class_names.empty() ? numbered_classes(std::move(labels))
                                   : known_classes(std::move(labels), array, class_names);
    }
    if (!class_names.empty()) {
        throw InputError(array.elements.path, "header", "values", "labels: whole numbers in one dimension");
    }
    return values_of(array);
}

}  // namespace descent::data
