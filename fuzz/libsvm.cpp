// Foreign bytes as libsvm text: for training, with known inputs and classes, and for prediction.

#include "data/libsvm.h"

#include "entry.h"

using namespace descent;

namespace {

void parse(const storage::FileBytes& file, const DataSource& source) {
    fuzz::read_or_refuse([&] {
        constexpr std::uint64_t most_bytes = 1 << 24;
        const Dataset data = data::parse_libsvm(file, source, most_bytes);
        fuzz::require(data.patterns() > 0 && data.inputs() == data.input_names().size());
        fuzz::require(data.content_hash() == data.content_hash());
        for (const double value : data.raw_targets().values) fuzz::require(std::isfinite(value));
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const storage::FileBytes file = fuzz::file_of(bytes, size);
    parse(file, {.path = "foreign"});
    parse(file, {.path = "foreign", .class_names = {"-1", "1"}, .known = number_columns({"1", "2", "3"})});
    parse(file, {.path = "foreign", .targets_optional = true, .known = number_columns({"0", "1"})});
    return 0;
}
