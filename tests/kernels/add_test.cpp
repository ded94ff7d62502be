#include "kernels/matrices.h"

namespace descent::kernels {

TEST_CASE("add adds number by number and stops where told") {
    for (const std::size_t count : {0, 16, 32, 48, 160, 4096}) {
        INFO(count << " floats");
        const test::Matrix from = test::Matrix::random(1, 5000, "from");
        test::on_every_set([&](const KernelTable& table) {
            test::Matrix to = test::Matrix::random(1, 5000, "to");
            const test::Matrix before = test::Matrix::random(1, 5000, "to");
            table.add(to.data(), from.data(), count);
            for (std::size_t i = 0; i < 5000; ++i) {
                const float expected = before.data()[i] + (i < count ? from.data()[i] : 0.0f);
                if (to.data()[i] != expected) FAIL("float " << i);
            }
            return to.numbers();
        });
    }
}

TEST_CASE("peak_flops counts two operations an FMA and lane, the same for every round") {
    for (const InstructionSet set : supported_instruction_sets()) {
        const KernelTable& table = table_for(set);
        CHECK(table.peak_flops(0) == 0);
        CHECK(table.peak_flops(10) == 10 * table.peak_flops(1));
        CHECK(table.peak_flops(1) > 0);
    }
}

}  // namespace descent::kernels
