#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_same_bits_for_any_number_of_threads(const Subject& subject) {
    const network::Layout large = layout_of(200, {400, 3});
    Bench one(subject, large);
    NoisyParabola problem(large);
    one.start_at(problem);
    for (int i = 0; i < 5; ++i) one.step(problem);
    for (const std::size_t threads : {2, 3, 7}) {
        Bench other(subject, large, threads);
        other.start_at(problem);
        for (int i = 0; i < 5; ++i) other.step(problem);
        const std::string found = difference(one, other);
        if (!found.empty()) return failed("on " + to_text(threads) + " threads, " + found);
    }
    return passed();
}

}  // namespace

extern const Check same_bits_for_any_number_of_threads;
const Check same_bits_for_any_number_of_threads = {
    "same_bits_for_any_number_of_threads",
    "Steps on 1, 2, 3 and 7 threads give the same bits: the loop only reads its instance, and "
    "adds nothing up on its own.",
    check_same_bits_for_any_number_of_threads};

}  // namespace descent::update::conformance
