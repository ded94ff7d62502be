// Foreign bytes as a .npy file, of inputs and of targets.

#include "data/npy.h"

#include "data/targets.h"
#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const data::Array array = data::parse_npy(fuzz::file_of(bytes, size));
        if (!array.text) fuzz::require_whole(array);
        for (const std::vector<std::string>& known : {std::vector<std::string>(), {"rose", "0"}}) {
            fuzz::read_or_refuse([&] {
                const Dataset::Targets targets = data::to_targets(array, known);
                for (const std::uint32_t label : targets.labels) fuzz::require(label < targets.class_names.size());
                if (!array.text) Dataset("foreign", data::to_inputs(array), targets);
            });
        }
    });
    return 0;
}
