// Foreign bytes as a table: with a target, with known classes, without a header, in every encoding, for prediction.

#include "data/csv.h"

#include "entry.h"

using namespace descent;

namespace {

void parse(const storage::FileBytes& file, const DataSource& source) {
    fuzz::read_or_refuse([&] {
        const Dataset data = data::parse_csv(file, source);
        fuzz::require(data.patterns() > 0 && data.inputs() == data.input_names().size());
        fuzz::require(data.content_hash() == data.content_hash());
        for (const double shift : fit_scaling(data, ScalingKind::min_max).shift) fuzz::require(std::isfinite(shift));
        for (const double value : data.raw_targets().values) fuzz::require(std::isfinite(value));
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const storage::FileBytes file = fuzz::file_of(bytes, size);
    parse(file, {.path = "foreign", .targets = {"y"}});
    parse(file, {.path = "foreign", .targets = {"y", "z"}});
    parse(file, {.path = "foreign", .targets = {"y"}, .class_names = {"cat", "7"}});
    parse(file, {.path = "foreign", .targets_optional = true});
    parse(file, {.path = "foreign", .targets = {"c1"}, .task = Task::classification, .no_header = true});
    for (const auto encoding : {Encoding::latin1, Encoding::windows1252, Encoding::utf16}) {
        parse(file, {.path = "foreign", .targets = {"y"}, .encoding = encoding});
    }
    return 0;
}
