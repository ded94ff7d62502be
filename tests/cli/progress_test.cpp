// Lines of a training whose standard error is a file: at its beginning, once a minute, at the end of epochs.

#include "cli/progress.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "cli/comparison_progress.h"
#include "cli/heartbeat.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace {

/// Standard error goes to a file while it lives.
class ErrorsInFile {
public:
    explicit ErrorsInFile(const std::string& path) : kept_(::dup(STDERR_FILENO)) {
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    ~ErrorsInFile() {
        ::dup2(kept_, STDERR_FILENO);
        ::close(kept_);
    }
    ErrorsInFile(const ErrorsInFile&) = delete;
    ErrorsInFile& operator=(const ErrorsInFile&) = delete;

private:
    int kept_;
};

}  // namespace

TEST_CASE("a log has a line at the beginning of a training and one a minute within a long epoch") {
    const TemporaryFolder folder;
    std::chrono::steady_clock::time_point now;
    {
        const ErrorsInFile errors(folder.path("log"));
        cli::Console console;
        cli::Progress progress(console, cli::Trained::network, [&] { return now; });
        progress.start({.epochs = 2, .steps = 2000, .steps_per_epoch = 1000, .parameters = 12345, .threads = 2});
        for (std::uint64_t step = 1; step <= 1000; ++step) {
            now += std::chrono::milliseconds(150);  // 150 s an epoch
            progress.step({.step = step, .steps = 2000, .epoch = 1, .loss = 0.5});
        }
        progress.epoch({.epoch = 1, .epochs = 2, .step = 1000, .loss = 0.5, .seconds = 150, .patterns_per_second = 7});
        now += std::chrono::seconds(40);  // the end of an epoch was a line, too
        progress.step({.step = 1001, .steps = 2000, .epoch = 2, .loss = 0.5});
    }
    CHECK(folder.read("log") ==
          "2 epochs of 1,000 steps, 12,345 weights and biases, 2 threads, baseline\n"
          "step 400/2000, epoch 1, loss 0.5, 4:00 left\n"
          "step 800/2000, epoch 1, loss 0.5, 3:00 left\n"
          "epoch 1/2: loss 0.5, 7 patterns/s, 2:30\n");
}

TEST_CASE("the first line of a training says one of a thing as one, and steps where they limit it") {
    CHECK(cli::start_line({.epochs = 1, .steps = 1, .steps_per_epoch = 1, .parameters = 9, .threads = 1},
                          cli::Trained::network) == "1 epoch of 1 step, 9 weights and biases, 1 thread, baseline");
    CHECK(cli::start_line({.epochs = 9, .steps = 250, .steps_per_epoch = 100, .parameters = 2, .threads = 2},
                          cli::Trained::function) ==
          "250 steps, 100 steps an epoch, 2 coordinates, 2 threads, baseline");
}

namespace {

/// What a thread of its own says, and waiting for it.
class Said {
public:
    void add(const std::string& line) {
        const std::lock_guard lock(mutex_);
        lines_.push_back(line);
        grown_.notify_all();
    }
    std::string line(std::size_t index) {
        std::unique_lock lock(mutex_);
        grown_.wait(lock, [&] { return lines_.size() > index; });
        return lines_[index];
    }

private:
    std::mutex mutex_;
    std::condition_variable grown_;
    std::vector<std::string> lines_;
};

}  // namespace

TEST_CASE("a step, or a measurement, that takes minutes has a line a minute too") {
    Said said;
    cli::Heartbeat heartbeat([&](const std::string& line) { said.add(line); }, std::chrono::milliseconds(1));
    heartbeat.start({.epochs = 2, .steps = 100, .steps_per_epoch = 50, .resumed_step = 7}, false);
    CHECK(said.line(0).starts_with("step 7 of 100; at work on what follows for 0:0"));
    CHECK(said.line(3).starts_with("step 7 of 100; at work on what follows for "));
    heartbeat.step({.step = 8, .steps = 100, .epoch = 1, .loss = 0.5});
    for (std::size_t i = 4;; ++i) {
        if (said.line(i).starts_with("epoch 1, step 8 of 100: loss 0.5; at work on what follows for ")) break;
    }
}

TEST_CASE("a comparison without a terminal has a line a minute") {
    const TemporaryFolder folder;
    std::chrono::steady_clock::time_point now;
    {
        const ErrorsInFile errors(folder.path("log"));
        cli::Console console;
        cli::ComparisonProgress progress(console, false, {}, [&] { return now; });
        progress.phase(Phase::tune, 40, 0);
        for (int epoch = 1; epoch <= 100; ++epoch) {
            now += std::chrono::seconds(1);
            progress.progress(epoch / 200.0);
        }
    }
    const std::string log = folder.read("log");
    CHECK(std::count(log.begin(), log.end(), '\n') == 2);
    CHECK(log.ends_with(": 0/40 trials, 30.00%, 2:20 left\n"));
}

TEST_CASE("an epoch of a comparison that takes minutes has a line a minute too") {
    const TemporaryFolder folder;
    const auto lines = [&] {
        const std::string log = folder.read("log");
        return std::count(log.begin(), log.end(), '\n');
    };
    const ErrorsInFile errors(folder.path("log"));
    cli::Console console;
    cli::ComparisonProgress progress(console, false, {}, std::chrono::steady_clock::now, std::chrono::milliseconds(1));
    progress.phase(Phase::tune, 40, 0);
    while (lines() < 4) ::sched_yield();
    CHECK(folder.read("log").find(": 0/40 trials, 0.00%, - left\n") != std::string::npos);
}
