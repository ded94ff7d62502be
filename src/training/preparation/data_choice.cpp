#include "training/preparation/data_choice.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "data/read_dataset.h"
#include "training/memory.h"

namespace descent::training {
namespace {

using data::fashion_mnist;
using data::is_table;
using data::standard_input;

/// The columns that data of a table has to have; nothing for arrays, whose inputs have no names.
std::optional<Columns> known_columns(const Columns& columns) {
    return columns.inputs.empty() ? std::nullopt : std::optional(columns);
}

Dataset read(const DataSource& source) {
    return reading_within_memory(source.path, [&] { return read_dataset(source); });
}

void require_data(const std::string& data) {
    if (data.empty()) throw UsageError("data", "is missing; name a file, or fashion-mnist");
}

/// What equals a default was asked for all the same.
void refuse_for_arrays(const DataChoice& choice) {
    if (is_table(choice.data)) return;
    const std::pair<const char*, bool> given[] = {{"missing", choice.missing.has_value()},
                                                  {"unknown", choice.unknown.has_value()},
                                                  {"encoding", choice.encoding.has_value()}};
    for (const auto& [name, is_given] : given) {
        if (is_given) throw UsageError(name, "belongs to tables; " + choice.data + " is none");
    }
}

}  // namespace

/// `zero` alone: `refuse` is what happens to other columns, too.
void refuse_without_categories(const DataChoice& choice, const Columns& columns) {
    const auto is_category = [](const Column& column) { return column.kind == ColumnKind::category; };
    if (choice.unknown != Unknown::zero || std::ranges::any_of(columns.inputs, is_category)) return;
    throw UsageError("unknown", "decides nothing: no input of the model has categories");
}

DataSource DataChoice::source(const Model* from) const {
    if (from != nullptr) return source_for(*from, false);
    require_data(data);
    refuse_for_arrays(*this);
    return {.path = data,
            .labels = labels,
            .targets = targets,
            .task = task,
            .encoding = encoding.value_or(Encoding::utf8),
            .no_header = no_header,
            .columns = columns,
            .ignore = ignore,
            .missing = missing.value_or(Missing::refuse),
            .unknown = unknown.value_or(Unknown::refuse),
            .weights = weights,
            .group_by = group_by,
            .threads = threads};
}

std::vector<std::string> DataChoice::targets_with(const Model* model) const {
    if (model == nullptr) return targets;
    require_data(data);
    return targets.empty() && is_table(data) ? model->target_names : targets;
}

DataSource DataChoice::source_for(const Model& model, bool targets_optional) const {
    require_data(data);
    refuse_for_arrays(*this);
    refuse_without_categories(*this, model.columns);
    const bool table = is_table(data);  // of others the model knows no such things
    const bool classes = !model.class_names.empty();
    return {.path = data,
            .labels = labels,
            .targets = targets_with(&model),
            .class_names = model.class_names,
            .targets_optional = targets_optional,
            .task = classes ? descent::Task::classification : descent::Task::regression,
            .encoding = encoding.value_or(table ? model.columns.encoding : Encoding::utf8),
            .no_header = no_header,
            .columns = columns,
            .ignore = ignore,
            .unknown = unknown.value_or(table ? model.columns.unknown : Unknown::refuse),
            .weights = weights,
            .group_by = group_by,
            .known = known_columns(model.columns),
            .threads = threads};
}

std::map<std::string, std::string> DataChoice::reading(const Dataset& training) const {
    const Columns& read = training.details().columns;
    std::map<std::string, std::string> record = {{"task", training.has_classes() ? "classification" : "regression"}};
    if (read.inputs.empty()) return record;
    record.insert({{"missing", std::string(to_string(read.missing))},
                   {"unknown", std::string(to_string(read.unknown))},
                   {"encoding", std::string(to_string(encoding.value_or(read.encoding)))},
                   {"no_header", read.unnamed > 0 ? "true" : "false"},
                   {"columns", join(columns, ",")},
                   {"ignore", join(ignore, ",")},
                   {"weights", read.weights},
                   {"group_by", group_by}});
    return record;
}

Dataset DataChoice::read_to_train(const Model* from) const { return read(source(from)); }

Dataset DataChoice::read_for(const Model& model, bool targets_optional) const {
    DataSource source = source_for(model, targets_optional);
    source.test_part = data == fashion_mnist;
    return read(source);
}

DataSource DataChoice::source_like(const Dataset& training, const std::string& path,
                                   const std::string& second_labels) const {
    const Columns& known = training.details().columns;
    DataSource source{.path = path,
                      .labels = second_labels,
                      .test_part = path == fashion_mnist,
                      .class_names = training.class_names(),
                      .task = training.has_classes() ? descent::Task::classification : descent::Task::regression,
                      .known = known_columns(known),
                      .threads = threads};
    if (is_table(path)) {
        source.targets = targets;
        source.encoding = known.encoding;
        source.no_header = no_header;
        source.unknown = known.unknown;
        source.columns = columns;
        source.ignore = ignore;
    }
    return source;
}

Dataset DataChoice::read_like(const Dataset& training, const std::string& path,
                              const std::string& second_labels) const {
    if (path == standard_input && data == standard_input) {
        throw UsageError("data", "standard input is read once; name a file for one of the two");
    }
    const DataSource source = source_like(training, path, second_labels);
    Dataset second = reading_within_memory(path, [&] { return data::read_beside(source); });
    require_alike(second, training);
    return second;
}

Dataset DataChoice::read_test(const Dataset& training, const std::string& path, const std::string& its_labels) const {
    const bool published = path.empty() && data == fashion_mnist;
    if (path.empty() && !published) return {};
    return read_like(training, published ? fashion_mnist : path, its_labels);
}

void require_alike(const Dataset& second, const Dataset& training) {
    if (second.inputs() != training.inputs() || second.outputs() != training.outputs()) {
        throw InputError(
            second.name(), "", to_text(second.inputs()) + " inputs and " + to_text(second.outputs()) + " outputs",
            to_text(training.inputs()) + " and " + to_text(training.outputs()) + ", as in " + training.name());
    }
    if (second.has_classes() != training.has_classes()) {
        throw InputError(second.name(), "", second.has_classes() ? "classes" : "numbers as targets",
                         (training.has_classes() ? "classes, as in " : "numbers, as in ") + training.name());
    }
}

}  // namespace descent::training
