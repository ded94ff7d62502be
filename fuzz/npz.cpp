// Foreign bytes as an archive of arrays: its only one, and one by name.

#include "data/npz.h"

#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    for (const char* member : {"", "X"}) {
        fuzz::read_or_refuse([&] {
            const data::Array array = data::parse_npz(fuzz::file_of(bytes, size), member);
            if (!array.text) fuzz::require_whole(array);
        });
    }
    return 0;
}
