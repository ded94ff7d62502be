// Training on several ranks, under each MPI that a module was built for: the bits of one process, one voice, and an end
// for all.

#include <csignal>
#include <filesystem>

#include "base/json.h"
#include "cli/data.h"
#include "mpi/job.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

/// 2,100 flowers, some of them heavier: with batches of 2,048 a step has eight pieces, and one of an epoch only one.
std::string many_flowers() {
    RandomStream random(7, "many flowers");
    std::string text = "x,y,z,weight,species\n";
    for (int p = 0; p < 2100; ++p) {
        const int kind = p % 3;
        for (int column = 0; column < 3; ++column) text += std::to_string(1.5 * kind + random.uniform()) + ",";
        text += std::to_string(1 + p % 2) + "," + std::string(1, static_cast<char>('a' + kind)) + "\n";
    }
    return text;
}

const std::string train = "train --data flowers.csv --target species --hidden 24,8 --batch-size 2048 --epochs 3 ";

struct Layout {
    std::size_t ranks, threads;
};

/// The model and the losses that a run leaves.
struct Left {
    std::string model;
    std::vector<std::string> losses;

    bool operator==(const Left&) const = default;
};

Left left_by(const TemporaryFolder& folder, const Outcome& outcome) {
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    Left left{folder.read("m.safetensors"), {}};
    std::istringstream lines(folder.read("m.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        const Json event = parse_json(line, "m.jsonl");
        for (const char* name : {"loss", "validation_loss", "accuracy"}) {
            if (event.contains(name)) left.losses.push_back(to_json_line(event[name]));
        }
    }
    return left;
}

std::string with_threads(std::size_t threads) {
    return " --quiet --force --out m.safetensors --metrics m.jsonl --threads " + std::to_string(threads);
}

void check_layouts(const std::string& command, const std::string& mpi, const std::vector<Layout>& layouts) {
    const TemporaryFolder folder;
    folder.write("flowers.csv", many_flowers());
    const Left expected = left_by(folder, run_descent(words(command + with_threads(1)), folder.path()));
    REQUIRE(expected.losses.size() > 1);
    for (const auto& [ranks, threads] : layouts) {
        INFO(mpi << ": " << ranks << " ranks of " << threads << " threads: " << command);
        CHECK(left_by(folder, run_job(mpi, ranks, command + with_threads(threads), folder)) == expected);
    }
}

/// Without the lines of the launcher.
std::vector<std::string> said(const Outcome& outcome) {
    std::vector<std::string> lines;
    std::istringstream stream(outcome.err);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("descent: ")) lines.push_back(line);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("every number of ranks and threads trains the same bits under each MPI") {
    for (const std::string& mpi : mpis()) {
        check_layouts(train + "--optimizer adam --validation 0.1 --dropout 0.2 --clip-norm 1", mpi,
                      {{1, 1}, {1, 4}, {2, 1}, {2, 2}, {3, 1}, {4, 1}, {8, 1}, {9, 1}});
    }
}

TEST_CASE("rules that see more than a stretch train the same bits on three ranks") {
    for (const std::string rule :
         {"lamb", "muon", "lbfgs", "prodigy", "schedule-free", "soap", "sam(gd)", "lookahead(adam)", "gd"}) {
        check_layouts(train + "--optimizer " + rule + " --weights weight --max-norm 2", mpis().front(), {{3, 1}});
    }
}

TEST_CASE("samplers, schedules and stops train the same bits on three ranks") {
    const std::string begin = "train --data flowers.csv --target species --hidden 24,8 ";
    for (const std::string options :
         {"--batch-size 2048 --epochs 3 --no-shuffle", "--batch-size full --epochs 3 --schedule cosine",
          "--batch-size 1024 --epochs 30 --patience 1 --validation 0.2",
          "--batch-size 1024 --epochs 3 --on-divergence skip --max-steps 4",
          "--batch-size 1024 --epochs 3 --on-divergence restore --l1 0.01 --class-weights balanced"}) {
        check_layouts(begin + options, mpis().front(), {{3, 1}});
    }
}

TEST_CASE("what all ranks find wrong is said once, and what one finds with its number") {
    for (const std::string& mpi : mpis()) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", many_flowers());
        INFO(mpi);
        const Outcome all = run_job(mpi, 3, "train --data nothing.csv --target species --hidden 4", folder);
        CHECK(all.status == 1);
        CHECK(said(all) == Lines{"descent: nothing.csv: found no file of this name, expected a file that can be read"});
        const Outcome typing = run_job(mpi, 2, train + "--optimiser adam", folder);
        CHECK(typing.status == 2);
        CHECK(said(typing).size() == 1);
        const Outcome one = run_jobs(
            mpi, {{1, train + "--quiet"}, {1, "train --data nothing.csv --target species --hidden 4"}}, folder);
        CHECK(one.status == 1);
        CHECK(said(one) ==
              Lines{"descent: rank 1: nothing.csv: found no file of this name, expected a file that can be read"});
    }
}

TEST_CASE("a rank with another run than the first is refused before the first step") {
    const std::string end = "; start all ranks with the same command, program and files";
    for (const std::string& mpi : mpis()) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", many_flowers());
        folder.write("others.csv", many_flowers().substr(0, many_flowers().rfind('\n', 20000) + 1));
        INFO(mpi);
        const std::string quiet = train + "--quiet --out m.safetensors ";
        const Outcome seeds = run_jobs(mpi, {{2, quiet}, {1, quiet + "--seed 2 --validation 0"}}, folder);
        CHECK(seeds.status == 1);
        CHECK(said(seeds) == Lines{"descent: rank 2: another run: seed is 2 there and 1 at rank 0" + end});
        const Outcome data = run_jobs(
            mpi,
            {{1, quiet}, {1, "train --data others.csv --target species --hidden 24,8 --batch-size 2048 --epochs 3"}},
            folder);
        CHECK(data.status == 1);
        REQUIRE(said(data).size() == 1);
        CHECK_THAT(said(data).front(), ContainsSubstring("rank 1: another run: training_data is {\"patterns\":"));
        CHECK_FALSE(std::filesystem::exists(folder.path("m.safetensors")));
    }
}

TEST_CASE("descent info lists each module for MPI with the version of its library") {
    const TemporaryFolder folder;
    const Json found = parse_json(run_descent(words("info --json"), folder.path()).out, "info").at("mpi");
    const std::map<std::string, std::string> names = {{"openmpi", "Open MPI v"}, {"mpich", "MPICH Version:"}};
    REQUIRE(found.size() == mpis().size());
    for (const Json& one : found) {
        CHECK(one.at("version").get<std::string>().starts_with(names.at(one.at("name").get<std::string>())));
    }
}

TEST_CASE("a command without work to share is refused on several ranks") {
    for (const std::string& mpi : mpis()) {
        const TemporaryFolder folder;
        const Outcome outcome = run_job(mpi, 2, "info", folder);
        CHECK(outcome.status == 2);
        CHECK(said(outcome) == Lines{"descent: 'info': has no work to share among ranks: start it without mpirun"});
    }
}

TEST_CASE("a run on several ranks says how many have work, and which batches would give each some") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", many_flowers());
    const auto lines = [&](std::size_t ranks, const std::string& batch) {
        const std::string command = "train --data flowers.csv --target species --hidden 4 --epochs 1 --batch-size ";
        return run_job(mpis().front(), ranks, command + batch, folder).err;
    };
    CHECK_THAT(lines(3, "1024"), ContainsSubstring("3 ranks, 4 pieces in a batch\n"));
    CHECK_THAT(
        lines(3, "512"),
        ContainsSubstring("3 ranks, of which 2 have a piece of a batch; --batch-size 1024 gives each one work\n"));
    CHECK_THAT(lines(2, "64"), ContainsSubstring("2 ranks, each computes whole batches, which are one piece; "
                                                 "--batch-size 512 gives each one work\n"));
    CHECK_THAT(lines(2, "full"), ContainsSubstring("2 ranks, 8 pieces in a batch\n"));
}

TEST_CASE("a signal to one rank ends all with a checkpoint, and other numbers of ranks and threads resume it") {
    const std::string stages =
        "train --data flowers.csv --target species --hidden 24,8 --batch-size 1024 --optimizer adam "
        "--checkpoint c --resume --out m.safetensors --metrics m.jsonl --quiet --force --epochs ";
    for (const std::string& mpi : mpis()) {
        const TemporaryFolder folder;
        folder.write("flowers.csv", many_flowers());
        INFO(mpi);
        Job job(mpi, 3, stages + "1000000", folder);
        job.wait_for_file("c");
        kill(job.process_of_rank(1), SIGTERM);
        const Outcome outcome = job.wait();
        CHECK(outcome.status == 128 + SIGTERM);
        const Json last = parse_json(last_line(folder.read("m.jsonl")), "m.jsonl");
        CHECK(last["reason"] == "interrupted");
        const std::string epochs = std::to_string(last["epochs"].get<std::uint64_t>() + 3);

        REQUIRE(run_job(mpi, 4, stages + epochs + " --threads 2", folder).status == 0);
        const std::string resumed = folder.read("m.safetensors");
        for (const char* name : {"c", "c.previous", "c.history"}) std::filesystem::remove(folder.path(name));
        REQUIRE(run_descent(words(stages + epochs), folder.path()).status == 0);
        CHECK(folder.read("m.safetensors") == resumed);
    }
}
