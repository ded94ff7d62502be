#include "update/conformance/bench.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <functional>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

double seconds_of(const std::function<void()>& work) {
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// Bytes a second that this thread reads and writes when it copies 64 MB.
double copy_speed() {
    const std::size_t count = std::size_t{8} << 20U;
    std::vector<float> from(count, 1.0F), to(count);
    const double seconds = seconds_of([&] { std::memcpy(to.data(), from.data(), count * sizeof(float)); });
    return 2.0 * static_cast<double>(count * sizeof(float)) / seconds;
}

/// Instrumented code is slow whatever the rule.
constexpr bool instrumented =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

Outcome check_speed(const Subject& subject) {
    if (instrumented) return skipped("this program is built with a sanitizer");
    Bench bench(subject, layout_of(2048, {4096}));
    if (!bench.works_in_stretches()) return skipped("the rule makes more than one pass");
    const auto slots = static_cast<double>(bench.optimizer().slot_names().size());
    std::ranges::fill(bench.gradient(), 0.01F);
    const network::Tensor& tensor = bench.layout().tensors[0];
    const double seconds = seconds_of([&] {
        bench.step_on([&](const auto& stretch) {
            for (std::size_t row = 0; row < tensor.rows; row += 8) {
                stretch(tensor.offset + row * tensor.stride, 8 * tensor.stride);
            }
        });
    });
    const double bytes = static_cast<double>(tensor.size()) * sizeof(float) * (3 + 2 * slots);
    const double share = bytes / seconds / copy_speed();
    const std::string detail = to_text(static_cast<int>(bytes / seconds / 1e8) / 10.0) + " GB/s, " +
                               to_text(static_cast<int>(100 * share)) + "% of the speed of copying";
    return passed(detail +
                  (share > 0.2 ? "" : "; below 20%: was it built with optimization, and is the machine idle?"));
}

}  // namespace

extern const Check speed;
const Check speed = {"speed",
                     "Tells which share of the speed at which this thread copies memory a step on 8 million "
                     "parameters reaches. No speed fails: other work on the machine disturbs it.",
                     check_speed};

}  // namespace descent::update::conformance
