// Foreign bytes as compressed text and as a compressed IDX file.

#include "data/gzip.h"

#include "data/idx.h"
#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr std::uint64_t limit = 1 << 20;
    const storage::FileBytes file = fuzz::file_of(bytes, size);
    fuzz::read_or_refuse([&] {
        const storage::FileBytes text = data::gunzip_text(file, limit);
        fuzz::require(text.bytes.size() <= limit);
    });
    fuzz::read_or_refuse([&] { fuzz::require_whole(data::parse_idx_gzip(file)); });
    return 0;
}
