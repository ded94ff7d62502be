// Foreign bytes as a CSV file: with a target, with known classes, and for prediction.

#include "data/csv.h"

#include "entry.h"

using namespace descent;

namespace {

void parse(const storage::FileBytes& file, const DataSource& source) {
    fuzz::read_or_refuse([&] {
        const Dataset data = data::parse_csv(file, source);
        fuzz::require(data.patterns() > 0 && data.inputs() == data.input_names().size());
        fuzz::require(data.content_hash() == data.content_hash());
        for (const float shift : fit_scaling(data, ScalingKind::min_max).shift) fuzz::require(std::isfinite(shift));
        for (const float value : data.raw_targets().values) fuzz::require(std::isfinite(value));
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const storage::FileBytes file = fuzz::file_of(bytes, size);
    parse(file, {.path = "foreign", .targets = {"y"}});
    parse(file, {.path = "foreign", .targets = {"y", "z"}});
    parse(file, {.path = "foreign", .targets = {"y"}, .class_names = {"cat", "7"}});
    parse(file, {.path = "foreign", .targets_optional = true});
    return 0;
}
