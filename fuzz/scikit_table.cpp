// Foreign bytes as one of scikit-learn's tables.

#include "contest/suites/scikit_table.h"
#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const Dataset data = contest::parse_scikit_table(fuzz::file_of(bytes, size), "foreign");
        fuzz::require(data.patterns() > 0 && data.inputs() > 0 && data.has_classes());
        for (const std::uint32_t label : data.raw_targets().labels) fuzz::require(label < data.class_names().size());
        fuzz::require(data.content_hash() == data.content_hash());
    });
    return 0;
}
