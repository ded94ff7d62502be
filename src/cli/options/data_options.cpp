#include "cli/options/data_options.h"

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "cli/console.h"
#include "data/csv_scanner.h"
#include "data/read_dataset.h"
#include "storage/whole_files.h"
#include "training/preparation/decisions.h"

namespace descent::cli {
namespace {

constexpr const char* fashion_mnist = "fashion-mnist";
constexpr const char* standard_input = "-";

Rule with_data() { return {.needs = {"data"}}; }

Rule without_model() { return {.excludes = {"from"}, .why = "the model brings it"}; }

/// "a,b" are two names; one that holds commas or quotes stands between double quotes, with those inside it doubled.
std::vector<std::string> split_names(const std::string& given, const char* option) try {
    data::CsvScanner scanner(given, option, {.line_end = '\0'});
    std::vector<std::string_view> fields;
    scanner.next(fields);
    return {fields.begin(), fields.end()};
} catch (const InputError&) {
    throw UsageError(option, "found " + quote(given) +
                                 ", expected a name that holds quotes between double quotes, with its own doubled");
}

/// "data.npz:X" reads data.npz, and "-" the file that stands on standard input, if one does.
std::vector<std::string> files_named(const std::string& spec) {
    if (spec == fashion_mnist) return {};
    if (spec == standard_input) return {"/dev/stdin"};
    const std::size_t member = spec.rfind(':');
    return {member == std::string::npos || storage::is_file(spec) ? spec : spec.substr(0, member)};
}

FileUse reads_data() { return {.kind = FileUse::Kind::read, .names = files_named}; }

/// The columns that data of a table has to have; nothing for arrays, whose inputs have no names.
std::optional<Columns> known_columns(const Columns& columns) {
    return columns.inputs.empty() ? std::nullopt : std::optional(columns);
}

/// Names or patterns between commas, as often as wanted.
void add_names(OptionList& options, const char* name, const std::string& help, std::vector<std::string>& names,
               std::vector<Rule> rules = {with_data()}) {
    options.add({.name = name,
                 .value = name == std::string_view("target") ? "COLUMN" : "PATTERNS",
                 .help = help,
                 .kind = Option::Kind::repeated,
                 .set =
                     [name, &names](const std::string& given) {
                         for (std::string& one : split_names(given, name)) names.push_back(std::move(one));
                     },
                 .rules = std::move(rules)});
}

bool is_table(const std::string& path) { return path != fashion_mnist && data::is_table(path); }

void require_data(const std::string& data) {
    if (data.empty()) throw UsageError("data", "is missing; name a file, or fashion-mnist");
}

/// A second set with the inputs and targets of the training data. Throws InputError for others.
Dataset read_like(const Dataset& training, const DataOptions& training_options, const std::string& path,
                  const std::string& labels) {
    if (path == standard_input && training_options.data == standard_input) {
        throw UsageError("data", "standard input is read once; name a file for one of the two");
    }
    const Columns& known = training.details().columns;
    DataSource source{.path = path,
                      .labels = labels,
                      .targets = {},
                      .test_part = path == fashion_mnist,
                      .class_names = training.class_names(),
                      .task = training.has_classes() ? Task::classification : Task::regression,
                      .known = known_columns(known),
                      .threads = training_options.threads};
    if (is_table(path)) {
        source.targets = training_options.targets;
        source.encoding = known.encoding;
        source.no_header = training_options.no_header;
        source.unknown = known.unknown;
        source.columns = training_options.columns;
        source.ignore = training_options.ignore;
    }
    Dataset test = read_dataset(source);
    if (test.inputs() != training.inputs() || test.outputs() != training.outputs()) {
        throw InputError(
            test.name(), "", to_text(test.inputs()) + " inputs and " + to_text(test.outputs()) + " outputs",
            to_text(training.inputs()) + " and " + to_text(training.outputs()) + ", as in " + training.name());
    }
    if (test.has_classes() != training.has_classes()) {
        throw InputError(test.name(), "", test.has_classes() ? "classes" : "numbers as targets",
                         (training.has_classes() ? "classes, as in " : "numbers, as in ") + training.name());
    }
    return test;
}

}  // namespace

void say_notes(Console& console, const Dataset& data) {
    for (const std::string& line : training::notes_of(data)) console.message(line);
}

Option& add_holdout(OptionList& options, const std::string& name, Holdout& holdout, const std::string& help,
                    std::vector<Rule> rules) {
    return options.add({.name = name,
                        .value = "FRACTION|last:FRACTION",
                        .help = help,
                        .default_text = to_string(holdout),
                        .set = [&holdout, name](const std::string& given) { holdout = parse_holdout(given, name); },
                        .rules = std::move(rules)});
}

void DataOptions::add_to(OptionList& options, const std::string& meaning, Purpose purpose) {
    options
        .text("data", "SPEC", data,
              "data " + meaning + ": fashion-mnist, or a file that ends in " + std::string(data::known_endings()) +
                  "; FILE.npz:NAME is one of several arrays; - is a table on standard input")
        .file = reads_data();
    add_targets(options, purpose);
    if (purpose == Purpose::training) {
        options.add(
            {.name = "task",
             .value = "auto|classification|regression",
             .help = "what the targets are: classes, named by their values, or numbers; auto decides and says so",
             .default_text = "auto",
             .set = [this](const std::string& given) { task = parse_task(given); },
             .rules = {with_data(), without_model()}});
        options.add({.name = "missing",
                     .value = "refuse|drop|mean|median|indicator",
                     .help =
                         "what to do where a table lacks a value: leave the pattern out, or put the mean or median of "
                         "the training patterns there; indicator: the mean, and one more input that says so",
                     .default_text = "refuse",
                     .set = [this](const std::string& given) { missing = parse_missing(given); },
                     .rules = {with_data(), without_model()}});
    }
    add_columns(options, purpose);
    options.add({.name = "unknown",
                 .value = "refuse|zero",
                 .help = "what to do with a category that the training data did not have; zero: it is none of them",
                 .default_text = purpose == Purpose::training ? "refuse" : "as in training",
                 .set = [this](const std::string& given) { unknown = parse_unknown(given); },
                 .rules = {with_data()}});
    options.add({.name = "encoding",
                 .value = "NAME",
                 .help = "of a table: utf-8, latin-1, windows-1252 or utf-16",
                 .default_text = purpose == Purpose::training ? "utf-8" : "as in training",
                 .set = [this](const std::string& given) { encoding = parse_encoding(given); },
                 .rules = {with_data()}});
    options.flag("no-header", no_header, "the first line of a table is a pattern; its columns are c1, c2, ...",
                 {with_data()});
}

void DataOptions::add_targets(OptionList& options, Purpose purpose) {
    if (purpose == Purpose::prediction) {
        for (const char* name : {"target", "labels"}) options.refuse(name, "is not read; predict needs inputs alone");
        return;
    }
    options.text("labels", "FILE", labels, "labels or targets of data whose file holds inputs alone", {with_data()})
        .file = reads_data();
    add_names(options, "target",
              "target column of a table; several with commas, a name with commas between double quotes", targets);
}

void DataOptions::add_columns(OptionList& options, Purpose purpose) {
    if (purpose == Purpose::training) {
        add_names(options, "columns",
                  "columns of a table that are inputs, by name or pattern (* and ?); without it, all", columns,
                  {with_data(), without_model()});
    } else {
        options.refuse("columns", "decides nothing; the model brings the names of its inputs");
    }
    add_names(options, "ignore", "columns of a table that are no inputs, by name or pattern", ignore);
}

std::map<std::string, std::string> DataOptions::reading(const Dataset& training) const {
    const Columns& read = training.details().columns;
    std::map<std::string, std::string> record = {{"task", training.has_classes() ? "classification" : "regression"}};
    if (read.inputs.empty()) return record;
    record.insert({{"missing", std::string(to_string(read.missing))},
                   {"unknown", std::string(to_string(read.unknown))},
                   {"encoding", std::string(to_string(encoding.value_or(read.encoding)))},
                   {"no_header", read.unnamed > 0 ? "true" : "false"},
                   {"columns", join(columns, ",")},
                   {"ignore", join(ignore, ",")}});
    return record;
}

void DataOptions::add_groups(OptionList& options, std::vector<Rule> rules) {
    options.text(
        "group-by", "COLUMN", group_by,
        "column of a table, no input, whose value is that of all patterns of a group, such as a patient: whole "
        "groups are held out",
        std::move(rules));
}

void DataOptions::add_weights(OptionList& options) {
    options.text(
        "weights", "COLUMN", weights,
        "column of a table, no input, with a factor on the cost of each pattern, 0 or more; other data is weighted "
        "by it where it has such a column",
        {with_data()});
}

Dataset DataOptions::read() const {
    require_data(data);
    return read_dataset({.path = data,
                         .labels = labels,
                         .targets = targets,
                         .task = task,
                         .encoding = encoding.value_or(Encoding::utf8),
                         .no_header = no_header,
                         .columns = columns,
                         .ignore = ignore,
                         .missing = missing,
                         .unknown = unknown.value_or(Unknown::refuse),
                         .weights = weights,
                         .group_by = group_by,
                         .threads = threads});
}

DataOptions DataOptions::completed_by(const Model& model) const {
    require_data(data);
    DataOptions complete = *this;
    if (targets.empty() && is_table(data)) complete.targets = model.target_names;
    return complete;
}

DataSource DataOptions::source_for(const Model& model) const {
    require_data(data);
    const bool classes = !model.class_names.empty();
    const bool table = is_table(data);  // of others the model knows no such things
    return {.path = data,
            .labels = labels,
            .targets = completed_by(model).targets,
            .class_names = model.class_names,
            .task = classes ? Task::classification : Task::regression,
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

Dataset DataOptions::read_to_train(const Model& model) const { return read_dataset(source_for(model)); }

Dataset DataOptions::read_for(const Model& model, bool targets_optional) const {
    DataSource source = source_for(model);
    source.test_part = data == fashion_mnist;
    source.targets_optional = targets_optional;
    return read_dataset(source);
}

void TestDataOptions::add_to(OptionList& options) {
    options
        .text("test-data", "SPEC", data,
              "held-out data that is measured once, at the end; fashion-mnist brings its published test set",
              {with_data()})
        .file = reads_data();
    options.text("test-labels", "FILE", labels, "labels or targets of the held-out data", {{.needs = {"test-data"}}})
        .file = reads_data();
}

Dataset TestDataOptions::read(const DataOptions& training_options, const Dataset& training) const {
    const bool published = data.empty() && training_options.data == fashion_mnist;
    if (data.empty() && !published) return {};
    return read_like(training, training_options, published ? fashion_mnist : data, labels);
}

void ValidationDataOptions::add_to(OptionList& options, std::vector<std::string> in_place_of) {
    options
        .text("validation-data", "SPEC", data,
              "held-out data that is measured after every epoch, in the place of a share of --data",
              {with_data(), {.excludes = std::move(in_place_of), .why = "it is the data that is held out"}})
        .file = reads_data();
    options
        .text("validation-labels", "FILE", labels, "labels or targets of the validation data",
              {{.needs = {"validation-data"}}})
        .file = reads_data();
}

Dataset ValidationDataOptions::read(const DataOptions& training_options, const Dataset& training) const {
    return data.empty() ? Dataset() : read_like(training, training_options, data, labels);
}

}  // namespace descent::cli
