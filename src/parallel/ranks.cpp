#include "parallel/ranks.h"

#include <descent/error.h>

#include <bit>

#include "base/text.h"

namespace descent::parallel {
namespace {

class OneRank final : public Ranks {
public:
    std::size_t rank() const override { return 0; }
    std::size_t size() const override { return 1; }
    void exchange(std::span<const Sent>, std::span<const Received>) override {}
};

/// How the length of a text travels: decimal digits, which every machine reads alike.
constexpr std::size_t length_digits = 20;

std::string padded(std::size_t length) {
    const std::string digits = to_text(length);
    return std::string(length_digits - digits.size(), ' ') + digits;
}

/// Own bytes to all others, theirs into the texts of `all`, which have the right sizes.
void share(Ranks& ranks, const std::string& own, std::vector<std::string>& all) {
    std::vector<Sent> sends;
    std::vector<Received> receives;
    for (std::size_t other = 0; other < ranks.size(); ++other) {
        if (other == ranks.rank()) continue;
        sends.push_back({other, std::as_bytes(std::span(own))});
        receives.push_back({other, std::as_writable_bytes(std::span(all[other]))});
    }
    ranks.exchange(sends, receives);
    all[ranks.rank()] = own;
}

}  // namespace

Ranks& one_rank() {
    static OneRank alone;
    return alone;
}

void broadcast(Ranks& ranks, std::span<std::byte> bytes) {
    // the parent of a rank is the rank without its lowest bit
    const std::size_t rank = ranks.rank(), size = ranks.size();
    const std::size_t lowest = rank == 0 ? std::bit_ceil(size) : rank & (~rank + 1);
    if (rank != 0) {
        const Received received{rank - lowest, bytes};
        ranks.exchange({}, {&received, 1});
    }
    std::vector<Sent> sends;
    for (std::size_t bit = lowest / 2; bit > 0; bit /= 2) {
        if (rank + bit < size) sends.push_back({rank + bit, bytes});
    }
    ranks.exchange(sends, {});
}

std::vector<std::string> texts_of_all(Ranks& ranks, const std::string& own) {
    std::vector<std::string> lengths(ranks.size(), std::string(length_digits, ' '));
    share(ranks, padded(own.size()), lengths);
    std::vector<std::string> texts(ranks.size());
    for (std::size_t other = 0; other < ranks.size(); ++other) {
        const auto length = parse_number<std::size_t>(trimmed(lengths[other]));
        if (!length) throw Error("rank " + to_text(other) + " speaks another version's language");
        texts[other].resize(*length);
    }
    share(ranks, own, texts);
    return texts;
}

}  // namespace descent::parallel
