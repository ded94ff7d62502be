#include "data/inflate_at_once.h"

#ifdef DESCENT_LIBDEFLATE

#include <libdeflate.h>

#include <memory>

namespace descent::data {

bool inflate_at_once(std::span<const std::byte> file, std::span<std::byte> out) {
    const auto free = [](libdeflate_decompressor* one) { libdeflate_free_decompressor(one); };
    const std::unique_ptr<libdeflate_decompressor, decltype(free)> inflater(libdeflate_alloc_decompressor(), free);
    if (!inflater) return false;
    std::size_t taken = 0, filled = 0;
    const auto result = libdeflate_gzip_decompress_ex(inflater.get(), file.data(), file.size(), out.data(), out.size(),
                                                      &taken, &filled);
    return result == LIBDEFLATE_SUCCESS && taken == file.size() && filled == out.size();
}

}  // namespace descent::data

#else

namespace descent::data {

bool inflate_at_once(std::span<const std::byte>, std::span<std::byte>) { return false; }

}  // namespace descent::data

#endif
