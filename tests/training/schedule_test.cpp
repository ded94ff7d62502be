#include <descent/error.h>
#include <descent/schedule.h>

#include <cmath>
#include <numbers>
#include <string>

#include "support/catch.h"
#include "training/schedules/half_turn.h"
#include "training/schedules/power.h"

using namespace descent;

namespace {

double at(const std::string& schedule, std::uint64_t step, std::uint64_t steps, std::uint64_t steps_per_epoch = 1) {
    return parse_schedule(schedule).factor({.step = step, .steps_per_epoch = steps_per_epoch, .steps = steps});
}

std::string message_of(const std::string& schedule) {
    try {
        parse_schedule(schedule);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("the cosine over half a turn is that of the standard library to 1e-15") {
    double largest = 0;
    for (int i = 0; i <= 100000; ++i) {
        const double t = i / 100000.0;
        // In long double, so that the rounding of pi * t in the comparison itself does not count.
        const long double exact = std::cos(std::numbers::pi_v<long double> * static_cast<long double>(t));
        largest = std::max(largest, std::abs(training::cosine_of_half_turn(t) - static_cast<double>(exact)));
    }
    CHECK(largest < 1e-15);
    CHECK(training::cosine_of_half_turn(0.0) == 1.0);
    CHECK(training::cosine_of_half_turn(0.5) == 0.0);
    CHECK(training::cosine_of_half_turn(1.0) == -1.0);
}

TEST_CASE("whole powers are those of the standard library") {
    for (std::uint64_t n : {0, 1, 2, 3, 17, 100, 1000}) {
        // Each product rounds once: 2 log2(n) roundings of 1.1e-16, doubled along the way.
        CHECK(training::whole_power(0.97, n) == Approx(std::pow(0.97, static_cast<double>(n))).epsilon(1e-13));
    }
    CHECK(training::whole_power(0.5, UINT64_MAX) == 0.0);
    CHECK(training::whole_power(1.0, UINT64_MAX) == 1.0);
}

TEST_CASE("a constant schedule changes nothing") {
    for (std::uint64_t step : {0, 1, 99}) CHECK(at("constant", step, 100) == 1.0);
}

TEST_CASE("a step schedule drops every few epochs") {
    const std::string schedule = "step:gamma=0.5,every=2";
    for (std::uint64_t step = 0; step < 80; ++step) {
        CHECK(at(schedule, step, 80, 10) == std::pow(0.5, std::floor(static_cast<double>(step) / 20.0)));
    }
    CHECK(at("step:gamma=0.1,every=0.5", 5, 20, 10) == 0.1);  // drops may lie inside an epoch
}

TEST_CASE("an exponential schedule drops once an epoch") {
    for (std::uint64_t step = 0; step < 100; ++step) {
        const double expected = std::pow(0.9, std::floor(static_cast<double>(step) / 7.0));
        CHECK(at("exponential:gamma=0.9", step, 100, 7) == Approx(expected).epsilon(1e-14));
    }
}

TEST_CASE("a cosine schedule follows its closed form") {
    for (std::uint64_t step = 0; step < 100; ++step) {
        const double expected = 0.1 + 0.9 * (1 + std::cos(std::numbers::pi * static_cast<double>(step) / 100)) / 2;
        CHECK(at("cosine:minimum=0.1", step, 100) == Approx(expected).epsilon(1e-14));
    }
    CHECK(at("cosine", 0, 1) == 1.0);
    CHECK(at("cosine:minimum=0.25", 100, 100) == 0.25);
}

TEST_CASE("a one-cycle schedule rises to its peak and falls to its minimum") {
    const std::string schedule = "one-cycle:peak_at=0.25,start=0.2,minimum=0.01";
    CHECK(at(schedule, 0, 101) == Approx(0.2));
    CHECK(at(schedule, 25, 101) == Approx(1.0));
    CHECK(at(schedule, 100, 101) == Approx(0.01));
    for (std::uint64_t step = 1; step < 25; ++step) CHECK(at(schedule, step, 101) > at(schedule, step - 1, 101));
    for (std::uint64_t step = 26; step < 101; ++step) CHECK(at(schedule, step, 101) < at(schedule, step - 1, 101));
    CHECK(at("one-cycle", 0, 1) == 1.0);
}

TEST_CASE("warm-up rises linearly and the schedule's own curve follows it") {
    for (std::uint64_t step = 0; step < 10; ++step) {
        CHECK(at("cosine:warmup=0.1", step, 100) == Approx(static_cast<double>(step + 1) / 10));
    }
    for (std::uint64_t step = 10; step < 100; ++step) {
        CHECK(at("cosine:warmup=0.1", step, 100) == at("cosine", step - 10, 90));
    }
    CHECK(at("cosine:warmup=1", 49, 100) == 0.5);
}

TEST_CASE("every schedule stays from 0 to 1 for every step of short and long runs") {
    for (const char* text : {"constant", "step", "exponential", "cosine", "one-cycle", "cosine:warmup=0.3",
                             "one-cycle:peak_at=0.999,start=1", "step:gamma=1e-300,every=1e-9"}) {
        for (std::uint64_t steps : {1, 2, 3, 10}) {
            for (std::uint64_t step = 0; step <= steps; ++step) {
                CAPTURE(text, steps, step);
                CHECK(at(text, step, steps) >= 0.0);
                CHECK(at(text, step, steps) <= 1.0);
            }
        }
        CHECK(at(text, UINT64_MAX - 1, UINT64_MAX) >= 0.0);
    }
}

TEST_CASE("a schedule's text reads back to the same schedule") {
    for (const char* text :
         {"constant", "constant:warmup=0.05", "step:gamma=0.3,every=7.5", "exponential", "exponential:gamma=0.5",
          "cosine:minimum=0.125,warmup=0.25", "one-cycle:peak_at=0.4,start=0.01,minimum=0.001"}) {
        CHECK(to_string(parse_schedule(text)) == text);
        CHECK(parse_schedule(to_string(parse_schedule(text))) == parse_schedule(text));
    }
    CHECK(to_string(parse_schedule("step:gamma=0.1")) == "step");
}

TEST_CASE("a schedule that cannot be read is refused with what would be right") {
    CHECK(message_of("cosin") ==
          "schedule: 'cosin' is not known; did you mean 'cosine'? "
          "(known: constant, step, exponential, cosine, one-cycle)");
    CHECK(message_of("cosine:minimun=0.1").find("did you mean 'minimum'?") != std::string::npos);
    CHECK(message_of("cosine:gamma=0.1").find("(known: minimum, warmup, epochs)") != std::string::npos);
    CHECK(message_of("step:gamma=2") == "schedule: gamma is '2', expected a number above 0 to 1");
    CHECK(message_of("step:gamma=nan") == "schedule: gamma is 'nan', expected a number above 0 to 1");
    CHECK(message_of("step:every=0").find("every is '0'") != std::string::npos);
    CHECK(message_of("step:").find("expected key=value") != std::string::npos);
    CHECK(message_of("step:gamma=0.1,").find("expected key=value") != std::string::npos);
    CHECK(message_of("").find("is not known") != std::string::npos);
}

TEST_CASE("a curve covers its own epochs where they are given, and its end holds after them") {
    for (const std::string kind : {"cosine", "one-cycle", "constant"}) {
        const std::string shape = kind + ":warmup=0.2";
        for (std::uint64_t step = 0; step < 40; ++step) {
            CHECK(at(shape + ",epochs=10", step, 400, 4) == at(shape, step, 40, 4));
            CHECK(at(shape + ",epochs=2.5", step % 10, 400, 4) == at(shape, step % 10, 10, 4));
        }
        CHECK(at(shape + ",epochs=10", 40, 400, 4) == at(shape, 40, 40, 4));
        CHECK(at(shape + ",epochs=10", 399, 400, 4) == at(shape + ",epochs=10", 41, 400, 4));
        CHECK(!parse_schedule(shape + ",epochs=10").depends_on_length());
        CHECK(parse_schedule(shape).depends_on_length());
    }
    CHECK(at("cosine:minimum=0.25,epochs=3", 9, 10) == 0.25);
    CHECK(message_of("step:epochs=3") ==
          "schedule: epochs has no effect on step without warmup: it has no curve to cover them");
    CHECK(message_of("exponential:epochs=3,warmup=0.1") == "accepted");
    CHECK(message_of("cosine:epochs=0") == "schedule: epochs is '0', expected a number above 0 to 1e+09");
}
