#include "parallel/huge_pages.h"

#include <algorithm>
#include <new>

#include "base/aligned_buffer.h"
#include "parallel/memory.h"
#include "storage/system_text.h"

namespace descent::parallel {
namespace {

/// The word in brackets of "always [madvise] never".
std::string chosen_word(const std::string& text) {
    const auto open = text.find('['), close = text.find(']');
    return open < close && close != std::string::npos ? text.substr(open + 1, close - open - 1) : "unknown";
}

}  // namespace

std::optional<HugePages> try_huge_pages() {
    const auto before = own_huge_pages();
    if (!before) return std::nullopt;
    try {
        const AlignedBuffer<float> arena(std::size_t{16} << 20);
        const std::uint64_t asked = arena.size() * sizeof(float);
        const std::uint64_t more = std::max(own_huge_pages().value_or(0), *before) - *before;
        return HugePages{asked, std::min(asked, more),
                         chosen_word(storage::read_system_text("/sys/kernel/mm/transparent_hugepage/enabled"))};
    } catch (const std::bad_alloc&) {
        return std::nullopt;
    }
}

}  // namespace descent::parallel
