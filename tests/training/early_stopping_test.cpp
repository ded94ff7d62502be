#include <limits>

#include "support/catch.h"
#include "training/early_stopping.h"

using descent::training::EarlyStopping;

TEST_CASE("early stopping waits for as many epochs without a better loss as its patience") {
    EarlyStopping stopping(3, 0.0, true);
    CHECK(stopping.observe(1, 1.0, {}));
    CHECK(stopping.observe(2, 0.5, {}));
    CHECK_FALSE(stopping.observe(3, 0.6, {}));
    CHECK_FALSE(stopping.observe(4, 0.5, {}));
    CHECK_FALSE(stopping.exhausted(4));
    CHECK_FALSE(stopping.observe(5, 0.7, {}));
    CHECK(stopping.exhausted(5));
    CHECK(stopping.best().epoch == 2);
    CHECK(stopping.best().loss == 0.5);
}

TEST_CASE("a loss that is lower by no more than the minimum improvement is not better") {
    EarlyStopping stopping(1, 0.125, true);
    CHECK(stopping.observe(1, 1.0, {}));
    CHECK_FALSE(stopping.observe(2, 0.875, {}));
    CHECK(stopping.observe(3, 0.75, {}));
}

TEST_CASE("without patience a run is never exhausted, but its best epoch is known") {
    EarlyStopping stopping(0, 0.0, true);
    for (std::uint64_t epoch = 1; epoch < 100; ++epoch) stopping.observe(epoch, 1.0, {});
    CHECK_FALSE(stopping.exhausted(99));
    CHECK(stopping.best().epoch == 1);
}

TEST_CASE("NaN and infinity are never the best loss") {
    EarlyStopping stopping(2, 0.0, true);
    CHECK_FALSE(stopping.observe(1, std::numeric_limits<double>::quiet_NaN(), {}));
    CHECK_FALSE(stopping.observe(2, std::numeric_limits<double>::infinity(), {}));
    CHECK(stopping.exhausted(2));
    CHECK(stopping.observe(3, 5.0, {}));
}

TEST_CASE("the weights of the best epoch are kept where they are asked for") {
    const std::vector<float> first = {1, 2}, second = {3, 4};
    EarlyStopping keeps(3, 0.0, true), forgets(3, 0.0, false);
    for (EarlyStopping* stopping : {&keeps, &forgets}) {
        stopping->observe(1, 0.5, first);
        stopping->observe(2, 0.7, second);
    }
    CHECK(keeps.best().weights == first);
    CHECK(forgets.best().weights.empty());
}
