// Standard output: results only, a closed pipe ends the program quietly, a full disk is said.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "cli/console.h"
#include "cli/data.h"
#include "cli/output.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

/// While it lives, what this process writes to standard error goes into a pipe of 64 KiB.
class StandardErrorInPipe {
public:
    static constexpr int room = 65536;

    StandardErrorInPipe() {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
        REQUIRE(::fcntl(ends[1], F_SETPIPE_SZ, room) == room);
        pipe_ = ends[0];
        ::dup2(ends[1], STDERR_FILENO);
        ::close(ends[1]);
    }
    ~StandardErrorInPipe() {
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
        ::close(pipe_);
    }
    StandardErrorInPipe(const StandardErrorInPipe&) = delete;
    StandardErrorInPipe& operator=(const StandardErrorInPipe&) = delete;

    /// All that was written since.
    std::string read() const {
        std::string text(2 * room, '\0');
        text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(pipe_, text.data(), text.size()))));
        return text;
    }

private:
    int before_ = ::dup(STDERR_FILENO);
    int pipe_ = -1;
};

}  // namespace

TEST_CASE("a program without standard input, output and error writes no message into its files") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    const std::string train = "train --data plane.csv --target y --epochs 3 --checkpoint-every 1 --checkpoint ";
    REQUIRE(run_descent(words(train + "c --out m --quiet"), folder.path()).status == 0);
    const Outcome closed = run_descent(words(train + "d --out n"), folder.path(), {}, {.closed = true});
    CHECK(closed.status == 0);
    CHECK(folder.read("n") == folder.read("m"));
    CHECK(folder.read("d.history").size() == folder.read("c.history").size());
    CHECK(run_descent(words("evaluate --model m --data plane.csv"), folder.path(), {}, {.closed = true}).status == 1);
    CHECK(run_descent(words("evaluate --model m --data -"), folder.path(), {}, {.closed = true}).status == 1);
}

TEST_CASE("when nobody reads the predictions any more the program ends quietly") {
    const TemporaryFolder folder;
    std::string table = "x1,x2,y\n";
    for (int p = 0; p < 100000; ++p) table += "0.25,0.5,0.125\n";  // more than a pipe holds
    folder.write("plane.csv", plane());
    folder.write("long.csv", table);
    REQUIRE(
        run_descent(words("train --data plane.csv --target y --epochs 1 --quiet --out m.safetensors"), folder.path())
            .status == 0);
    Program program(words("predict --model m.safetensors --data long.csv"), folder.path());
    program.close_output();
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
}

TEST_CASE("a line of which standard error took a part is ended before the next one") {
    const StandardErrorInPipe standard_error;
    cli::Console console;
    console.message(std::string(StandardErrorInPipe::room + 1, 'a'));  // takes a second: nobody reads
    CHECK(standard_error.read() == std::string(StandardErrorInPipe::room, 'a'));
    console.message("b");
    CHECK(standard_error.read() == "\n1 line was dropped here: nobody read them\nb\n");
}

TEST_CASE("a line that has no end, as one of status, is ended by what does not replace it") {
    const StandardErrorInPipe standard_error;
    const std::string clear(cli::clear_line);
    cli::write_to_errors(clear + "[##..]", cli::Wait::moment);
    cli::write_to_errors("stopping\n", cli::Wait::moment);
    cli::write_to_errors(clear + "[###.]", cli::Wait::moment);
    cli::write_to_errors(clear + "epoch 1\n", cli::Wait::moment);
    cli::write_to_errors(clear + "[####]", cli::Wait::moment);
    cli::write_to_errors(clear, cli::Wait::moment);
    cli::write_to_errors("done\n", cli::Wait::moment);
    CHECK(standard_error.read() ==
          clear + "[##..]\nstopping\n" + clear + "[###.]" + clear + "epoch 1\n" + clear + "[####]" + clear + "done\n");
}

TEST_CASE("durations and numbers are written for people") {
    CHECK(cli::duration(0) == "0:00");
    CHECK(cli::duration(42.4) == "0:42");
    CHECK(cli::duration(3723) == "1:02:03");
    CHECK(cli::duration(3 * 86400 + 4 * 3600 + 300) == "3 d 04:05");
    CHECK(cli::duration(1e300) == "-");
    CHECK(short_number(0.41234567) == "0.4123");
    CHECK(percent(0.85104) == "85.10%");
}

TEST_CASE("the line of an epoch has what was measured") {
    CHECK(cli::epoch_line({.epoch = 3, .epochs = 10, .loss = 0.5, .seconds = 61, .patterns_per_second = 1000}) ==
          "epoch 3/10: loss 0.5, 1,000 patterns/s, 1:01");
    CHECK(
        cli::epoch_line({.epoch = 1,
                         .epochs = 1,
                         .loss = 0.5,
                         .accuracy = 0.25,
                         .validation_loss = 0.75,
                         .validation_accuracy = 0.125,
                         .patterns_per_second = 10}) ==
        "epoch 1/1: loss 0.5, accuracy 25.00%, validation loss 0.75, validation accuracy 12.50%, 10 patterns/s, 0:00");
}

TEST_CASE("info says how much of an arena the system puts into huge pages") {
    const TemporaryFolder folder;
    const Outcome lines = run_descent({"info"}, folder.path()), json = run_descent({"info", "--json"}, folder.path());
    CHECK_THAT(lines.out, ContainsSubstring("\nhuge pages        "));
    CHECK_THAT(json.out, ContainsSubstring("\"huge_pages\":"));
    const bool known = lines.out.find(" of 64 MiB of an arena (policy ") != std::string::npos;
    if (known) CHECK_THAT(json.out, ContainsSubstring("\"asked_bytes\":67108864"));
}
