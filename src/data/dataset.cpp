#include <descent/dataset.h>
#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "base/text.h"
#include "data/elements.h"
#include "data/fill.h"
#include "storage/checksum.h"

namespace descent {
namespace {

using Rows = std::vector<std::uint32_t>;

void check_inputs(const std::string& name, const Dataset::Inputs& inputs, std::size_t columns) {
    if (inputs.patterns > std::numeric_limits<std::uint32_t>::max()) {
        throw InputError(name, "", to_text(inputs.patterns) + " patterns", "at most 4294967295");
    }
    if (inputs.patterns > 0 && inputs.columns == 0) throw InputError(name, "", "no inputs", "at least one");
    if (columns > 0 && columns != inputs.columns) {
        throw InputError(name, "", to_text(columns) + " input names", to_text(inputs.columns));
    }
}

/// Places of categories, -1 for none and NaN for missing.
void check_categories(const std::string& name, const Dataset::Inputs& inputs, const Expansion& expansion) {
    if (expansion.empty()) return;
    if (inputs.type != ElementType::f64) throw InputError(name, "", "categories of another type", "float64");
    for (std::size_t row = 0; row < inputs.patterns; ++row) {
        for (const InputRange& range : expansion.categories) {
            const auto place = data::element<double>(inputs.bytes, row * inputs.columns + range.column);
            const bool is_place = place >= -1 && place < static_cast<double>(range.count) && place == std::trunc(place);
            if (is_place || std::isnan(place)) continue;
            throw InputError(name, "element [" + to_text(row) + ", " + to_text(range.column) + "]",
                             "category " + to_text(place), "less than the " + to_text(range.count) + " categories");
        }
    }
}

void check_targets(const std::string& name, const Dataset::Targets& targets, std::size_t patterns) {
    if (!targets.labels.empty() && !targets.values.empty()) {
        throw InputError(name, "", "both classes and values as targets", "one of them");
    }
    if (!targets.labels.empty() && targets.labels.size() != patterns) {
        throw InputError(name, "", to_text(targets.labels.size()) + " labels",
                         "one for each of the " + to_text(patterns) + " patterns");
    }
    if (targets.values.size() != (targets.labels.empty() ? patterns * targets.columns : 0)) {
        throw InputError(name, "", to_text(targets.values.size()) + " target values",
                         to_text(targets.columns) + " for each of the " + to_text(patterns) + " patterns");
    }
    for (std::size_t p = 0; p < targets.labels.size(); ++p) {
        if (targets.labels[p] >= targets.class_names.size()) {
            throw InputError(name, "pattern " + to_text(p), "label " + to_text(targets.labels[p]),
                             "less than the " + to_text(targets.class_names.size()) + " classes");
        }
    }
}

void check_weights(const std::string& name, const std::vector<float>& weights) {
    bool all_zero = !weights.empty();
    for (std::size_t p = 0; p < weights.size(); ++p) {
        if (!(weights[p] >= 0 && weights[p] <= std::numeric_limits<float>::max())) {
            throw InputError(name, "pattern " + to_text(p), "weight " + to_text(weights[p]), "a number from 0 up");
        }
        all_zero = all_zero && weights[p] == 0;
    }
    if (all_zero) throw InputError(name, "", "only weights of 0", "at least one above");
}

/// None, or one a pattern.
void check_length(const std::string& name, std::size_t found, std::size_t patterns, const std::string& what) {
    if (found == 0 || found == patterns) return;
    throw InputError(name, "", to_text(found) + " " + what, "one for each of the " + to_text(patterns) + " patterns");
}

void check_lines(const std::string& name, const std::vector<Dataset::LineRun>& lines) {
    const auto ascend = [](const auto& a, const auto& b) { return a.pattern < b.pattern; };
    const bool all_ascend = std::ranges::adjacent_find(lines, std::not_fn(ascend)) == lines.end();
    if (lines.empty() || (lines[0].pattern == 0 && all_ascend)) return;
    throw InputError(name, "", "lines that do not ascend from the first pattern on", "those of all patterns");
}

/// Numbers and text with their lengths, so that no two different data sets give the same bytes.
class Hasher {
public:
    void number(std::uint64_t value) { bytes(&value, sizeof value); }
    void bytes(const void* data, std::size_t size) { sum_.add({static_cast<const std::byte*>(data), size}); }
    void text(const std::string& value) {
        number(value.size());
        bytes(value.data(), value.size());
    }
    std::uint64_t value() const { return sum_.value(); }

private:
    storage::Checksum sum_;
};

/// Adjacent rows are hashed in one call.
void add_rows(Hasher& hasher, const std::byte* bytes, std::size_t row_bytes, std::span<const std::uint32_t> rows) {
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
        hasher.bytes(bytes + rows[first] * row_bytes, (end - first) * row_bytes);
        first = end;
    }
}

/// Nothing where stored numbers are the inputs as they lie.
void add_expansion(Hasher& hasher, const Expansion& expansion) {
    for (const InputRange& range : expansion.categories) {
        for (const std::size_t part : {range.column, range.input, range.count}) hasher.number(part);
    }
    for (const InputRange& range : expansion.indicators) hasher.number(range.input);
}

}  // namespace

struct Dataset::Shared {
    std::string name;
    Inputs inputs;
    Details details;
    Expansion expansion;
    std::vector<std::string> input_names;  // one an input of a network, or empty
};

std::size_t size_of(ElementType type) {
    switch (type) {
        case ElementType::u8: return 1;
        case ElementType::f32: return 4;
        case ElementType::f64: return 8;
        case ElementType::i32: return 4;
        case ElementType::i64: return 8;
    }
    throw Error("there is no element type " + to_text(static_cast<int>(type)));
}

Dataset::Dataset(std::string name, Inputs inputs, Targets targets, Details details) {
    Expansion expansion = expansion_of(details.columns);
    check_inputs(name, inputs, details.columns.inputs.size());
    check_categories(name, inputs, expansion);
    check_targets(name, targets, inputs.patterns);
    check_length(name, details.weights.size(), inputs.patterns, "weights");
    check_weights(name, details.weights);
    check_length(name, details.groups.size(), inputs.patterns, "groups");
    check_lines(name, details.lines);
    Rows rows(inputs.patterns);
    std::iota(rows.begin(), rows.end(), 0u);
    rows_ = std::make_shared<const Rows>(std::move(rows));
    std::vector<std::string> names = descent::input_names(details.columns);
    targets_ = std::make_shared<const Targets>(std::move(targets));
    shared_ = std::make_shared<const Shared>(
        Shared{std::move(name), std::move(inputs), std::move(details), std::move(expansion), std::move(names)});
}

Dataset::Dataset(std::string name, Inputs inputs, Targets targets)
    : Dataset(std::move(name), std::move(inputs), std::move(targets), Details{}) {}

const std::string& Dataset::name() const noexcept {
    static const std::string none;
    return shared_ ? shared_->name : none;
}

std::size_t Dataset::patterns() const noexcept { return rows_ ? rows_->size() : 0; }

std::size_t Dataset::inputs() const noexcept {
    return input_names().empty() ? raw_inputs().columns : input_names().size();
}

std::size_t Dataset::outputs() const noexcept {
    const Targets& targets = raw_targets();
    return targets.class_names.empty() ? targets.columns : targets.class_names.size();
}

bool Dataset::has_targets() const noexcept { return outputs() > 0; }
bool Dataset::has_classes() const noexcept { return !raw_targets().class_names.empty(); }
const std::vector<std::string>& Dataset::class_names() const noexcept { return raw_targets().class_names; }

const std::vector<std::string>& Dataset::input_names() const noexcept {
    static const std::vector<std::string> none;
    return shared_ ? shared_->input_names : none;
}

const Dataset::Details& Dataset::details() const noexcept {
    static const Details none;
    return shared_ ? shared_->details : none;
}

const Dataset::Inputs& Dataset::raw_inputs() const noexcept {
    static const Inputs none;
    return shared_ ? shared_->inputs : none;
}

const Expansion& Dataset::expansion() const noexcept {
    static const Expansion none;
    return shared_ ? shared_->expansion : none;
}

const Dataset::Targets& Dataset::raw_targets() const noexcept {
    static const Targets none;
    return targets_ ? *targets_ : none;
}

std::span<const std::uint32_t> Dataset::rows() const noexcept {
    return rows_ ? std::span<const std::uint32_t>(*rows_) : std::span<const std::uint32_t>();
}

Dataset Dataset::subset(std::span<const std::uint32_t> positions) const {
    Rows chosen;
    chosen.reserve(positions.size());
    for (const std::uint32_t position : positions) {
        if (position >= patterns()) {
            throw Error("there is no pattern " + to_text(position) + " among " + to_text(patterns()));
        }
        chosen.push_back((*rows_)[position]);
    }
    Dataset result = *this;
    result.rows_ = std::make_shared<const Rows>(std::move(chosen));
    return result;
}

Dataset Dataset::with_targets(Targets targets) const {
    check_targets(name(), targets, raw_inputs().patterns);
    Dataset result = *this;
    result.targets_ = std::make_shared<const Targets>(std::move(targets));
    return result;
}

std::uint64_t Dataset::content_hash() const {
    const Inputs& in = raw_inputs();
    const Targets& targets = raw_targets();
    Hasher hasher;
    for (const std::uint64_t part : {std::uint64_t(in.type), std::uint64_t(patterns()), std::uint64_t(in.columns),
                                     std::uint64_t(targets.columns), std::uint64_t(targets.class_names.size())}) {
        hasher.number(part);
    }
    for (const std::string& class_name : targets.class_names) hasher.text(class_name);
    add_expansion(hasher, expansion());
    if (data::has_missing(*this)) hasher.number(std::uint64_t(details().columns.missing));
    add_rows(hasher, in.bytes, in.columns * size_of(in.type), rows());
    const auto* labels = reinterpret_cast<const std::byte*>(targets.labels.data());
    const auto* values = reinterpret_cast<const std::byte*>(targets.values.data());
    if (!targets.labels.empty()) add_rows(hasher, labels, sizeof(std::uint32_t), rows());
    if (!targets.values.empty()) add_rows(hasher, values, targets.columns * sizeof(double), rows());
    const std::vector<std::uint32_t>& groups = details().groups;  // they decide what a split holds out
    if (!groups.empty()) add_rows(hasher, reinterpret_cast<const std::byte*>(groups.data()), sizeof groups[0], rows());
    const std::vector<float>& weights = details().weights;
    if (!weights.empty()) add_rows(hasher, reinterpret_cast<const std::byte*>(weights.data()), sizeof(float), rows());
    return hasher.value();
}

}  // namespace descent
