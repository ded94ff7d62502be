#include "training/same_weights.h"

#include "base/text.h"
#include "parallel/meeting.h"
#include "storage/checksum.h"

namespace descent::training {

void require_same_weights(parallel::Ranks& ranks, std::span<const float> weights, std::uint64_t step) {
    if (ranks.size() == 1) return;
    const auto hashes = parallel::texts_of_all(ranks, hexadecimal(storage::checksum(std::as_bytes(weights))));
    for (std::size_t rank = 1; rank < hashes.size(); ++rank) {
        if (hashes[rank] == hashes.front()) continue;
        throw parallel::Refused(
            "after step " + to_text(step) + " rank " + to_text(rank) +
                " has other weights than rank 0: its update rule, or its processor, computes something else",
            1);
    }
}

}  // namespace descent::training
