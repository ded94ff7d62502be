// Foreign bytes as a table: with targets, known classes and columns, missing values, weights and groups, without a
// header, in every encoding, for prediction; by several threads; and read again for a model of what was read.

#include "data/csv.h"

#include "entry.h"

using namespace descent;

namespace {

/// For a model of that data the same table has the same inputs.
void read_again(const storage::FileBytes& file, DataSource source, const Dataset& data) {
    source.known = data.details().columns;
    source.class_names = data.class_names();
    source.task = data.has_classes() ? Task::classification : Task::regression;
    source.columns = source.ignore = {};
    const Dataset again = data::parse_csv(file, source);
    fuzz::require(again.patterns() == data.patterns());
    fuzz::require(again.details().columns == data.details().columns);
    fuzz::require(again.raw_targets().labels == data.raw_targets().labels);
}

struct Outcome {
    Dataset data = {};
    std::string refusal = {};
};

Outcome outcome_of(const storage::FileBytes& file, const DataSource& source, std::size_t piece_bytes) {
    try {
        return {.data = data::parse_csv(file, source, piece_bytes)};
    } catch (const Error& error) {
        return {.refusal = error.what()};
    }
}

/// One and two threads with pieces of a few bytes read what is read as one, and refuse it in the same words.
void compare_threads(const storage::FileBytes& file, DataSource source) {
    const Outcome whole = outcome_of(file, source, SIZE_MAX);
    for (const std::size_t threads : {1, 2}) {
        source.threads.count = threads;
        const Outcome pieces = outcome_of(file, source, 5);
        fuzz::require(pieces.refusal == whole.refusal);
        if (!whole.refusal.empty()) continue;
        fuzz::require(pieces.data.content_hash() == whole.data.content_hash());
        fuzz::require(pieces.data.details().columns == whole.data.details().columns);
        fuzz::require(pieces.data.details().notes == whole.data.details().notes);
        fuzz::require(pieces.data.details().lines == whole.data.details().lines);
    }
}

void parse(const storage::FileBytes& file, const DataSource& source) {
    compare_threads(file, source);
    fuzz::read_or_refuse([&] {
        const Dataset data = data::parse_csv(file, source);
        const bool filled = data.details().columns.missing >= Missing::mean;
        fuzz::require(data.patterns() > 0 && data.inputs() == data.input_names().size());
        fuzz::require(data.content_hash() == data.content_hash());
        for (const double shift : fit_scaling(data, ScalingKind::min_max).shift) {
            fuzz::require(filled || std::isfinite(shift));
        }
        for (const auto value : data.raw_targets().values) fuzz::require(std::isfinite(value));
        if (!source.known) read_again(file, source, data);
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const storage::FileBytes file = fuzz::file_of(bytes, size);
    parse(file, {.path = "foreign", .targets = {"y"}});
    parse(file, {.path = "foreign", .targets = {"y", "z"}});
    parse(file, {.path = "foreign", .targets = {"y"}, .class_names = {"cat", "7"}});
    parse(file, {.path = "foreign", .targets_optional = true});
    parse(file,
          {.path = "foreign", .targets = {"y"}, .columns = {"a*", "?"}, .ignore = {"b"}, .missing = Missing::drop});
    parse(file, {.path = "foreign", .targets = {"y"}, .missing = Missing::indicator, .weights = "w", .group_by = "g"});
    const Columns known = {.inputs = {{.name = "a", .indicator = true},
                                      {.name = "t", .kind = ColumnKind::truth},
                                      {.name = "c", .kind = ColumnKind::category, .categories = {"7", "red"}}},
                           .missing = Missing::median};
    parse(file, {.path = "foreign", .targets_optional = true, .unknown = Unknown::zero, .known = known});
    parse(file, {.path = "foreign", .targets = {"c1"}, .task = Task::classification, .no_header = true});
    for (const auto encoding : {Encoding::latin1, Encoding::windows1252, Encoding::utf16}) {
        parse(file, {.path = "foreign", .targets = {"y"}, .encoding = encoding});
    }
    return 0;
}
