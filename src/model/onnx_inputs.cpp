#include "model/onnx_inputs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <descent/error.h>

#include "base/text.h"

namespace descent::model {
namespace {

using Names = std::vector<std::string>;

bool is_plain(const Column& column) { return column.kind == ColumnKind::number && !column.indicator; }

/// A float32 is off by 2^-25 of its size; what is left of that after scaling shall be below 2^-20.
bool float32_suffices(const Scaling& scaling) {
    constexpr double most = 16;
    for (std::size_t k = 0; k < scaling.shift.size(); ++k) {
        if (std::abs(scaling.shift[k] * scaling.scale[k]) > most) return false;
    }
    return scaling.fill.empty();
}

void require_name(const std::string& name) {
    const auto begins = [&](const char* own) { return name.starts_with(own); };
    const std::array own = {"layers.", "columns.", "scaling.", "target_scaling."};
    if (name.empty()) throw UsageError("onnx", "a column without a name cannot be an input of a graph");
    if (name != "output" && std::ranges::none_of(own, begins)) return;
    throw UsageError("onnx", "column " + quote(name) + " has a name of the graph's own; rename it in the data");
}

/// The columns of a table, one input each, side by side.
class ColumnInputs {
public:
    ColumnInputs(OnnxGraph& graph, const Model& model) : graph_(graph), model_(model) {}

    /// [patterns][inputs] float64; missing numbers are still NaN.
    std::string joined() {
        Names parts;
        for (const Column& column : model_.columns.inputs) {
            require_name(column.name);
            prefix_ = "columns." + to_text(parts.size());
            parts.push_back(column.kind == ColumnKind::category ? categories(column) : numbers(column));
        }
        join(parts, "columns.joined");
        return "columns.joined";
    }

private:
    void join(const Names& parts, const std::string& joined) {
        graph_.node("Concat", parts, joined, {onnx_attribute("axis", std::int64_t{1})});
    }

    std::string numbers(const Column& column) {
        graph_.input(column.name, OnnxType::float64, 1);
        ++position_;
        if (!column.indicator) return column.name;
        graph_.node("IsNaN", {column.name}, prefix_ + ".is_missing");
        graph_.cast(prefix_ + ".is_missing", OnnxType::float64, prefix_ + ".missing");
        return with_indicator(column, column.name);
    }

    /// A missing category has a place of its own behind the others: what stands for it is added where that is 1.
    std::string categories(const Column& column) {
        const std::size_t first = position_, count = column.categories.size();
        const bool fills = !model_.scaling.fill.empty();
        const bool can_miss = fills || column.indicator;
        if (can_miss) require_no_empty(column);
        graph_.input(column.name, OnnxType::text, 1);
        position_ += count;
        one_hot(column, can_miss);
        if (!can_miss) return prefix_ + ".one_hot";
        slice(0, count, ".known");
        slice(count, count + 1, ".missing");
        if (!fills) return with_indicator(column, prefix_ + ".known");
        graph_.constant(prefix_ + ".fill", {1, count}, std::span(model_.scaling.fill).subspan(first, count));
        graph_.node("Mul", {prefix_ + ".missing", prefix_ + ".fill"}, prefix_ + ".filled");
        graph_.node("Add", {prefix_ + ".known", prefix_ + ".filled"}, prefix_ + ".values");
        return with_indicator(column, prefix_ + ".values");
    }

    static void require_no_empty(const Column& column) {
        if (std::ranges::count(column.categories, "") == 0) return;
        throw UsageError("onnx", "column " + quote(column.name) +
                                     " has the empty text as a category, which is a missing value in a graph");
    }

    /// [patterns][categories, and one for a missing value] float64
    void one_hot(const Column& column, bool with_missing) {
        Names known = column.categories;
        if (with_missing) known.emplace_back();
        const bool zeros = model_.columns.unknown == Unknown::zero;  // otherwise an unknown one is an error of the run
        graph_.node("OneHotEncoder", {column.name}, prefix_ + ".encoded",
                    {onnx_attribute("cats_strings", known), onnx_attribute("zeros", std::int64_t{zeros})},
                    onnx_categories_domain);
        const std::array<std::int64_t, 2> shape = {-1, static_cast<std::int64_t>(known.size())};
        graph_.constant(prefix_ + ".shape", {2}, std::span<const std::int64_t>(shape));
        graph_.node("Reshape", {prefix_ + ".encoded", prefix_ + ".shape"}, prefix_ + ".rows");
        graph_.cast(prefix_ + ".rows", OnnxType::float64, prefix_ + ".one_hot");
    }

    /// Columns of the one-hot matrix.
    void slice(std::size_t begin, std::size_t end, const std::string& to) {
        const std::array<std::int64_t, 3> numbers = {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end),
                                                     1};
        const std::array<const char*, 3> names = {".begin", ".end", ".axis"};
        Names inputs = {prefix_ + ".one_hot"};
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            inputs.push_back(prefix_ + to + names[i]);
            graph_.constant(inputs.back(), {1}, std::span(numbers).subspan(i, 1));
        }
        graph_.node("Slice", inputs, prefix_ + to);
    }

    std::string with_indicator(const Column& column, const std::string& values) {
        if (!column.indicator) return values;
        ++position_;
        join({values, prefix_ + ".missing"}, prefix_ + ".all");
        return prefix_ + ".all";
    }

    OnnxGraph& graph_;
    const Model& model_;
    std::string prefix_;
    std::size_t position_ = 0;  // of the column's first input among those of the network
};

std::string fill_missing(OnnxGraph& graph, const Model& model, const std::string& raw) {
    if (model.scaling.fill.empty()) return raw;
    graph.constant("scaling.fill", {1, model.network.inputs}, std::span(model.scaling.fill));
    graph.node("IsNaN", {raw}, "scaling.is_missing");
    graph.node("Where", {"scaling.is_missing", "scaling.fill", raw}, "scaling.filled");
    return "scaling.filled";
}

}  // namespace

std::string add_onnx_inputs(OnnxGraph& graph, const Model& model) {
    const Scaling& scaling = model.scaling;
    const std::vector<std::size_t> width = {model.network.inputs};
    const bool one_matrix = std::ranges::all_of(model.columns.inputs, is_plain);
    if (one_matrix && float32_suffices(scaling)) {
        graph.input("input", OnnxType::float32, width[0]);
        graph.constant("scaling.shift", width, std::vector<float>(scaling.shift.begin(), scaling.shift.end()));
        graph.constant("scaling.scale", width, std::vector<float>(scaling.scale.begin(), scaling.scale.end()));
        graph.node("Sub", {"input", "scaling.shift"}, "scaling.shifted");
        graph.node("Mul", {"scaling.shifted", "scaling.scale"}, "scaling.scaled");
        return "scaling.scaled";
    }
    if (one_matrix) graph.input("input", OnnxType::float64, width[0]);
    const std::string raw = fill_missing(graph, model, one_matrix ? "input" : ColumnInputs(graph, model).joined());
    graph.constant("scaling.shift", width, std::span(scaling.shift));
    graph.constant("scaling.scale", width, std::span(scaling.scale));
    graph.node("Sub", {raw, "scaling.shift"}, "scaling.shifted");
    graph.node("Mul", {"scaling.shifted", "scaling.scale"}, "scaling.wide");
    graph.cast("scaling.wide", OnnxType::float32, "scaling.scaled");
    return "scaling.scaled";
}

std::string onnx_outputs_name(const Model& model) {
    return model.target_scaling.shift.empty() ? "output" : "layers.outputs";
}

void add_onnx_output(OnnxGraph& graph, const Model& model) {
    const TargetScaling& scaling = model.target_scaling;
    const std::size_t width = model.network.outputs();
    if (scaling.shift.empty()) {
        graph.output("output", OnnxType::float32, width);
        return;
    }
    graph.constant("target_scaling.shift", {width}, std::span(scaling.shift));
    graph.constant("target_scaling.scale", {width}, std::span(scaling.scale));
    graph.cast(onnx_outputs_name(model), OnnxType::float64, "target_scaling.outputs");
    graph.node("Div", {"target_scaling.outputs", "target_scaling.scale"}, "target_scaling.unscaled");
    graph.node("Add", {"target_scaling.unscaled", "target_scaling.shift"}, "output");
    graph.output("output", OnnxType::float64, width);
}

}  // namespace descent::model
