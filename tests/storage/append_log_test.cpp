#include "storage/append_log.h"

#include <descent/error.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/faulty_file_system.h"
#include "support/forgetful_file_system.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::storage;
using namespace descent::test;
using Start = AppendLog::Start;

TEST_CASE("A log grows by lines that others see at once") {
    const TemporaryFolder folder;
    AppendLog log(folder.path("log"), Start::fresh);
    log.append("one");
    CHECK(folder.read("log") == "one\n");
    log.append("two");
    log.sync();
    CHECK(folder.read("log") == "one\ntwo\n");
}

TEST_CASE("A log that is opened again keeps its lines or starts anew, as asked") {
    const TemporaryFolder folder;
    AppendLog(folder.path("log"), Start::fresh).append("one");
    AppendLog(folder.path("log"), Start::keep).append("two");
    CHECK(folder.read("log") == "one\ntwo\n");
    AppendLog(folder.path("log"), Start::fresh).append("three");
    CHECK(folder.read("log") == "three\n");
}

TEST_CASE("A line that a kill cut short is dropped when the log is opened again") {
    const TemporaryFolder folder;
    folder.write("log", "one\ntwo\nthr");
    AppendLog(folder.path("log"), Start::keep).append("four");
    CHECK(folder.read("log") == "one\ntwo\nfour\n");
    folder.write("log", "only a half");
    AppendLog(folder.path("log"), Start::keep).append("five");
    CHECK(folder.read("log") == "five\n");
}

TEST_CASE("Lines of a log are taken back from the first that goes on, and handed out") {
    const TemporaryFolder folder;
    AppendLog log(folder.path("log"), Start::alone);
    for (const char* line : {"run", "step 1", "epoch", "step 2"}) log.append(line);
    const auto is_step = [](std::string_view line) { return line.starts_with("step"); };
    CHECK(log.take_back(is_step) == std::vector<std::string>{"step 1", "epoch", "step 2"});
    CHECK(folder.read("log") == "run\n");
    CHECK(log.take_back(is_step).empty());
    log.append("done");
    CHECK(folder.read("log") == "run\ndone\n");
    CHECK(AppendLog("/dev/null", Start::fresh).take_back(is_step).empty());
}

TEST_CASE("A file without room says so by its type, a file that fails otherwise does not") {
    const TemporaryFolder folder;
    for (const int code : {ENOSPC, EDQUOT, EFBIG, EIO}) {
        FaultyFileSystem full(real_file_system(), {.operation = 1, .code = code});
        const bool is_room = code == ENOSPC || code == EDQUOT;
        CAPTURE(code);
        try {
            write_whole(folder.path("file"), std::string_view("text"), full);
            FAIL("it was written");
        } catch (const NoRoom&) {
            CHECK(is_room);
        } catch (const Error&) {
            CHECK_FALSE(is_room);
        }
    }
}

TEST_CASE("A named pipe that another has opened alone is refused, and gets whole lines of one process") {
    const TemporaryFolder folder;
    const std::string path = folder.path("pipe");
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    {
        AppendLog log(path, Start::alone);
        for (const Start start : {Start::alone, Start::held}) {
            CHECK_THROWS_WITH(AppendLog(path, start), ContainsSubstring("pipe: another process writes it; wait for"));
        }
        const std::string line(10000, 'x');  // longer than what a pipe takes as a whole
        log.append(line);
        std::string read(10002, ' ');
        CHECK(::read(reader, read.data(), read.size()) == 10001);
        CHECK(read.substr(0, 10001) == line + "\n");
    }
    CHECK_NOTHROW(AppendLog(path, Start::alone));
    ::close(reader);
}

TEST_CASE("A log may go to a device, also when it is to be kept") {
    CHECK_NOTHROW(AppendLog("/dev/null", Start::fresh).append("gone"));
    CHECK_NOTHROW(AppendLog("/dev/null", Start::keep).append("gone"));
}

TEST_CASE("A log that cannot be opened is an error with path and reason") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(AppendLog(folder.path("no/log"), Start::fresh),
                      ContainsSubstring("no/log: cannot write: No such file or directory"));
}

TEST_CASE("Whatever operation fails, every line that was taken is in the log and no half line is followed by another") {
    for_every_fault([](const FaultPlan& plan) {
        ForgetfulFileSystem disk;
        FaultyFileSystem faulty(disk, plan);
        std::string taken;
        try {
            AppendLog log("log", Start::keep, faulty);
            for (const std::string line : {"first line", "second line", "third line"}) {
                try {
                    log.append(line);
                    taken += line + "\n";
                } catch (const Error& error) {
                    CHECK_THAT(error.what(), ContainsSubstring("log: "));
                }
            }
        } catch (const Error&) {
            return faulty.met();
        }
        std::string text;
        const FileBytes file = map_file("log", disk);
        for (const auto line : whole_lines(as_text(file.bytes))) text += std::string(line) + "\n";
        CHECK(text == taken);
        return faulty.met();
    });
}

TEST_CASE("Lines that were synced outlive a power cut") {
    ForgetfulFileSystem disk;
    write_whole("log", "", disk);
    AppendLog log("log", Start::keep, disk);
    log.append("kept");
    log.sync();
    log.append("lost");
    disk.power_cut(ForgetfulFileSystem::Names::old_ones);
    CHECK(as_text(map_file("log", disk).bytes) == "kept\n");
}

TEST_CASE("Whole lines leave out an unfinished last one") {
    using Lines = std::vector<std::string_view>;
    CHECK(whole_lines("").empty());
    CHECK(whole_lines("half").empty());
    CHECK(whole_lines("a\n\nb\nhalf") == Lines{"a", "", "b"});
}

TEST_CASE(
    "A file system that writes 0 bytes for ever is an error, not a loop, and the log goes on when it writes again") {
    struct Full : ForgetfulFileSystem {
        struct Output : OutputFile {
            std::unique_ptr<OutputFile> inner;
            const bool& full;
            Output(std::unique_ptr<OutputFile> file, const bool& is_full) : inner(std::move(file)), full(is_full) {}
            std::size_t write(std::span<const std::byte> bytes) override { return full ? 0 : inner->write(bytes); }
            void sync() override { inner->sync(); }
        };
        bool full = false;
        std::unique_ptr<OutputFile> open(const std::string& path, OpenMode mode) override {
            return std::make_unique<Output>(ForgetfulFileSystem::open(path, mode), full);
        }
    } disk;
    AppendLog log("log", Start::fresh, disk);
    log.append("one");
    disk.full = true;
    CHECK_THROWS_WITH(log.append("two"), "log: cannot write: Input/output error");
    disk.full = false;
    log.append("three");
    CHECK(as_text(disk.read("log").bytes) == "one\nthree\n");
}

TEST_CASE("A log that another has opened alone is refused, and keeps its lines") {
    const TemporaryFolder folder;
    folder.write("log", "old\n");
    {
        AppendLog first(folder.path("log"), Start::alone);
        first.append("one");
        CHECK_THROWS_WITH(AppendLog(folder.path("log"), Start::alone), ContainsSubstring("another process writes it"));
        first.append("two");
        CHECK(folder.read("log") == "one\ntwo\n");
    }
    AppendLog(folder.path("log"), Start::alone).append("three");
    CHECK(folder.read("log") == "three\n");
}

TEST_CASE("A log that is opened to be replaced keeps its lines until then, and is held before and after") {
    const TemporaryFolder folder;
    folder.write("log", "one\ntwo\n");
    AppendLog log(folder.path("log"), Start::held);
    CHECK(folder.read("log") == "one\ntwo\n");
    CHECK_THROWS_WITH(AppendLog(folder.path("log"), Start::held), ContainsSubstring("another process writes it"));
    log.replace({"run", "one"});
    log.append("three");
    CHECK(folder.read("log") == "run\none\nthree\n");
    CHECK(folder.files() == 1);
    CHECK_THROWS_WITH(AppendLog(folder.path("log"), Start::alone), ContainsSubstring("another process writes it"));
}

TEST_CASE(
    "Whatever operation fails, and after any power cut, a log that is replaced has its old lines or the new ones") {
    for_every_fault([](const FaultPlan& plan) {
        ForgetfulFileSystem disk;
        write_whole("log", "one\ntwo\n", disk);
        FaultyFileSystem faulty(disk, plan);
        bool replaced = false;
        try {
            AppendLog log("log", Start::held, faulty);
            log.replace({"run", "one"});
            replaced = true;
        } catch (const Error& error) {
            CHECK_THAT(error.what(), ContainsSubstring("log: "));
        }
        if (plan.kind == FaultPlan::Kind::power_cut) disk.power_cut(ForgetfulFileSystem::Names::old_ones);
        const FileBytes file = map_file("log", disk);
        const std::string text(as_text(file.bytes));
        CHECK((text == "run\none\n" || (!replaced && text == "one\ntwo\n")));
        return faulty.met();
    });
}

TEST_CASE("A pipe whose reader has gone refuses each line at once") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    std::signal(SIGPIPE, SIG_IGN);
    const int reader = ::open(folder.path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    AppendLog log(folder.path("pipe"), Start::alone);
    log.append("one");
    ::close(reader);
    for (int i = 0; i < 3; ++i) CHECK_THROWS_WITH(log.append("two"), ContainsSubstring("Broken pipe"));
}

TEST_CASE(
    "A pipe whose reader takes nothing is waited for until the log gives up, and a cut line is no part of the next") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    const int reader = ::open(folder.path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    int questions = 0;
    AppendLog log(folder.path("pipe"), Start::alone, real_file_system(), [&] { return ++questions == 2; });
    CHECK_THROWS_WITH(log.append(std::string(100000, 'x')), ContainsSubstring("its reader takes nothing"));
    CHECK(questions == 2);
    std::string text(200000, ' ');
    const ssize_t cut = ::read(reader, text.data(), text.size());
    CHECK(cut > 0);
    log.append("two");
    const ssize_t length = ::read(reader, text.data(), text.size());
    REQUIRE(length > 0);
    CHECK(text.substr(0, static_cast<std::size_t>(length)) == "\ntwo\n");
    ::close(reader);
}
