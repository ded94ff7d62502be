// Lines of a training whose standard error is a file: at its beginning, once a minute, at the end of epochs.

#include "cli/progress.h"

#include <fcntl.h>
#include <unistd.h>

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
