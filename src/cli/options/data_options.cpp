#include "cli/options/data_options.h"

#include <descent/error.h>

#include "base/text.h"
#include "cli/console.h"
#include "data/csv_scanner.h"
#include "data/names.h"
#include "data/read_dataset.h"
#include "storage/whole_files.h"
#include "training/preparation/decisions.h"

namespace descent::cli {
namespace {

using data::fashion_mnist;
using data::standard_input;

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
        options.choice<Task>("task", task,
                             "what the targets are: classes, named by their values, or numbers; auto decides and says "
                             "so",
                             "auto", {with_data(), without_model()});
        options.choice<Missing>(
            "missing", missing,
            "what to do where a table lacks a value: leave the pattern out, or put the mean or median of the training "
            "patterns there; indicator: the mean, and one more input that says so",
            "refuse", {with_data(), without_model()});
    }
    add_columns(options, purpose);
    const bool trains = purpose == Purpose::training;
    options.choice<Unknown>("unknown", unknown,
                            "what to do with a category that the training data did not have; zero: it is none of them",
                            trains ? "refuse" : "as in training", {with_data()});
    options.choice<Encoding>("encoding", encoding, "of a table: {}", trains ? "utf-8" : "as in training",
                             {with_data()});
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

void TestDataOptions::add_to(OptionList& options) {
    options
        .text("test-data", "SPEC", data,
              "held-out data that is measured once, at the end; fashion-mnist brings its published test set",
              {with_data()})
        .file = reads_data();
    options.text("test-labels", "FILE", labels, "labels or targets of the held-out data", {{.needs = {"test-data"}}})
        .file = reads_data();
}

Dataset TestDataOptions::read(const training::DataChoice& training_options, const Dataset& training) const {
    return training_options.read_test(training, data, labels);
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

Dataset ValidationDataOptions::read(const training::DataChoice& training_options, const Dataset& training) const {
    return data.empty() ? Dataset() : training_options.read_like(training, data, labels);
}

}  // namespace descent::cli
