// The figures of epochs in a file that grows.

#include "training/history_file.h"

#include <filesystem>
#include <system_error>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/faulty_file_system.h"
#include "support/forgetful_file_system.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;
using training::HistoryFile;
using training::HistoryMark;

namespace {

std::vector<EpochEvent> epochs(std::uint64_t first, std::uint64_t last) {
    std::vector<EpochEvent> events;
    for (std::uint64_t e = first; e <= last; ++e) {
        events.push_back({.epoch = e, .epochs = 100, .step = 7 * e, .loss = 1.0 / static_cast<double>(e)});
    }
    return events;
}

std::size_t size_of(storage::FileSystem& disk) { return disk.read("c.history").bytes.size(); }

}  // namespace

TEST_CASE("a history grows by its new rows alone, and a mark reads back what was there then") {
    ForgetfulFileSystem disk;
    HistoryFile history("c", disk);
    const HistoryMark early = history.add(epochs(1, 3));
    const std::size_t size = size_of(disk);
    const HistoryMark late = history.add(epochs(4, 4));
    CHECK(size_of(disk) == size + 88);
    CHECK(history.add({}) == late);
    for (const auto& [mark, last] : {std::pair(early, 3), std::pair(late, 4)}) {
        HistoryFile read("c", disk);
        const auto events = read.read(mark, 100, false);
        REQUIRE(events);
        REQUIRE(events->size() == static_cast<std::size_t>(last));
        CHECK(events->back().epoch == static_cast<std::uint64_t>(last));
        CHECK(events->back().loss == 1.0 / last);
        CHECK_FALSE(events->back().accuracy);
    }
}

TEST_CASE("rows behind those of a checkpoint are dropped when its run goes on") {
    ForgetfulFileSystem disk;
    HistoryMark early;
    {
        HistoryFile history("c", disk);
        early = history.add(epochs(1, 3));
        history.add(epochs(4, 9));
    }
    HistoryFile resumed("c", disk);
    REQUIRE(resumed.read(early, 100, false));
    const HistoryMark mark = resumed.add(epochs(4, 5));
    CHECK(mark.epochs == 5);
    HistoryFile again("c", disk);
    CHECK(again.read(mark, 100, false)->size() == 5);
}

TEST_CASE("after any fault a history has its old rows or the new ones, and can be added to") {
    const std::size_t faults = for_every_fault([&](const FaultPlan& plan) {
        ForgetfulFileSystem disk;
        HistoryMark mark = HistoryFile("c", disk).mark();
        FaultyFileSystem faulty(disk, plan);
        HistoryFile history("c", faulty);
        std::uint64_t next = 1;
        for (int i = 0; i < 4; ++i) {
            try {
                mark = history.add(epochs(next, next + 1));
                next += 2;
            } catch (const std::system_error&) {
                CHECK(history.mark() == mark);
            }
        }
        disk.power_cut(ForgetfulFileSystem::Names::old_ones);
        HistoryFile read("c", disk);
        CAPTURE(plan.operation, plan.for_ever);
        REQUIRE(read.read(mark, 100, false));
        const HistoryMark after = read.add(epochs(next, next));
        CHECK(after.epochs == next);
        HistoryFile again("c", disk);
        const auto events = again.read(after, 100, false);
        REQUIRE(events);
        for (std::size_t i = 0; i < events->size(); ++i) CHECK((*events)[i].epoch == i + 1);
        return faulty.met();
    });
    CHECK(faults > 30);
}

TEST_CASE("a link under the name of a history is not written through") {
    const TemporaryFolder folder;
    for (const char* name : {"c.history", "c.history.next"}) {
        folder.write("precious", "bytes");
        std::filesystem::create_symlink("precious", folder.path(name));
        HistoryFile(folder.path("c"), storage::real_file_system()).add(epochs(1, 2));
        CHECK(folder.read("precious") == "bytes");
        std::filesystem::remove(folder.path("c.history"));
    }
}
