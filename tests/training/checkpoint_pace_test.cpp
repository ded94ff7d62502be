// How often checkpoints are written.

#include "training/checkpoint_pace.h"

#include <descent/error.h>

#include "support/catch.h"

using namespace descent;
using descent::training::CheckpointPace;
using descent::training::Position;

namespace {

/// A clock that a test moves.
struct Time {
    double now = 1000;
    CheckpointPace::Clock clock() {
        return [this] { return now; };
    }
};

CheckpointInterval every(const char* text) { return parse_checkpoint_interval(text); }

}  // namespace

TEST_CASE("an interval is read as it is printed, in epochs, steps or time") {
    using Unit = CheckpointInterval::Unit;
    CHECK(every("auto") == CheckpointInterval());
    CHECK(every("3") == CheckpointInterval(3));
    CHECK(every("3epochs") == CheckpointInterval(3));
    CHECK(every("500steps") == CheckpointInterval(500, Unit::steps));
    CHECK(every("90s") == CheckpointInterval(90, Unit::seconds));
    CHECK(every("10m") == CheckpointInterval(600, Unit::seconds));
    CHECK(every("2h") == CheckpointInterval(7200, Unit::seconds));
    for (const char* text : {"auto", "3", "500steps", "90s"}) CHECK(to_string(every(text)) == text);
}

TEST_CASE("an interval of nothing or of no known unit is refused") {
    for (const char* text : {"", "0", "0steps", "-1", "m", "steps", "5 steps", "1.5h", "3d", "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(every(text), UsageError);
    }
    CHECK_THROWS_WITH(every("5minutes"), ContainsSubstring("checkpoint_every: found '5minutes', expected auto, or a "));
}

TEST_CASE("epochs and steps are counted from the beginning of the run") {
    const CheckpointPace epochs(every("3"), 0), steps(every("10steps"), 0);
    CHECK(epochs.due({.epoch = 6, .step = 17}, true));
    CHECK_FALSE(epochs.due({.epoch = 7, .step = 17}, true));
    CHECK_FALSE(epochs.due({.epoch = 6, .batch = 1, .step = 18}, false));
    CHECK(steps.due({.epoch = 1, .batch = 3, .step = 20}, false));
    CHECK(steps.due({.epoch = 2, .step = 30}, true));
    CHECK_FALSE(steps.due({.epoch = 2, .batch = 1, .step = 31}, false));
}

TEST_CASE("minutes are counted from the end of the last checkpoint") {
    Time time;
    CheckpointPace pace(every("10m"), 0, time.clock());
    time.now += 599;
    CHECK_FALSE(pace.due({}, true));
    time.now += 1;
    CHECK(pace.due({}, false));
    pace.begin();
    time.now += 50;
    pace.end();
    time.now += 599;
    CHECK_FALSE(pace.due({}, false));
    time.now += 1;
    CHECK(pace.due({}, false));
}

TEST_CASE("left to itself the writing of checkpoints takes less than 1% of the time, whatever one costs") {
    for (const double cost : {1e-4, 0.02, 0.5, 20.0, 300.0}) {
        Time time;
        CheckpointPace pace({}, static_cast<std::uint64_t>(200e6 * cost), time.clock());
        const double step = cost / 10, begin = time.now;
        double writing = 0;
        for (int written = 0; written < 20;) {
            time.now += step;
            if (!pace.due({}, false)) continue;
            pace.begin();
            time.now += cost;
            writing += cost;
            pace.end();
            ++written;
        }
        CAPTURE(cost);
        CHECK(writing / (time.now - begin) < 0.01);
        CHECK(20 * 5.0 + 20 * 130 * cost + 40 * step > time.now - begin);  // nor rarer than it has to be
    }
}

TEST_CASE("a checkpoint that costs more than was estimated is followed by a longer wait") {
    Time time;
    CheckpointPace pace({}, 0, time.clock());
    time.now += 5;
    REQUIRE(pace.due({}, false));
    pace.begin();
    time.now += 2;
    pace.end();
    time.now += 199;
    CHECK_FALSE(pace.due({}, false));
    time.now += 60;
    CHECK(pace.due({}, false));
}
