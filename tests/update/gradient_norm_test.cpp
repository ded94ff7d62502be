// The norm of a gradient in stretches does not hang on their order or size.

#include "update/gradient_norm.h"

#include <cmath>

#include "base/random.h"
#include "support/catch.h"

using namespace descent;
using update::GradientNorm;

namespace {

std::vector<float> numbers(std::size_t count) {
    RandomStream random(1, "norm test");
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(random.uniform() - 0.5);
    return values;
}

}  // namespace

TEST_CASE("the norm of a gradient is the same bits for stretches of any size and order, and that of the whole") {
    const std::vector<float> gradient = numbers(1024);
    const std::span<const float> whole(gradient);
    GradientNorm norm;
    for (const std::size_t size : {16, 64, 512, 1024}) {
        norm.begin(gradient.size());
        for (std::size_t end = gradient.size(); end > 0; end -= size)
            norm.add(end - size, whole.subspan(end - size, size));
        CHECK(norm.end() == update::norm_of(whole));
    }
    double sum = 0;
    for (const float value : gradient) sum += static_cast<double>(value) * static_cast<double>(value);
    CHECK(update::norm_of(whole) == Approx(std::sqrt(sum)));
}

TEST_CASE("what is not added to the norm of a gradient counts as zeros, also after another gradient") {
    GradientNorm norm;
    const std::vector<float> ones(16, 1.0F);
    norm.begin(32);
    norm.add(0, ones);
    norm.add(16, ones);
    CHECK(norm.measures());
    CHECK(norm.end() == std::sqrt(32.0));
    CHECK_FALSE(norm.measures());
    norm.begin(32);
    norm.add(16, ones);
    CHECK(norm.end() == 4);
}
