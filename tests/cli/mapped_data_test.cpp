// Data that is mapped, not read: what happens when others cut, change or delete the file meanwhile.

#include <filesystem>
#include <fstream>

#include "cli/program.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent::test;

namespace {

constexpr std::size_t rows = 9000;
constexpr std::size_t columns = 8192;  // together far more than 16 MiB, from where on files are mapped

std::string npy_header(const std::string& shape) {
    std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    header.resize(117, ' ');
    return std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + "\n";
}

void write_large_data(const TemporaryFolder& folder) {
    const std::string path =
        folder.write("large.npy", npy_header(std::to_string(rows) + ", " + std::to_string(columns)));
    std::filesystem::resize_file(path, 128 + rows * columns);  // zeros that take no room on the disk
    std::string labels;
    for (std::size_t p = 0; p < rows; ++p) labels += static_cast<char>(p % 3 == 0);
    folder.write("labels.npy", npy_header(std::to_string(rows) + ",") + labels);
}

std::string training(const std::string& rest) {
    return "train --data large.npy --labels labels.npy --hidden none --batch-size 1000 --out m.safetensors " + rest;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a mapped file that is cut while a training reads it ends the run with a line that names it") {
    const TemporaryFolder folder;
    write_large_data(folder);
    Program run(words(training("--epochs 1000000 --metrics m.jsonl")), folder.path());
    REQUIRE(run.wait_for_lines(3));
    std::filesystem::resize_file(folder.path("large.npy"), 4096);
    const Outcome outcome = run.wait();
    CAPTURE(outcome.err, outcome.signal);
    CHECK(outcome.status == 1);
    const std::string last = "\ndescent: " + folder.path("large.npy") +
                             ": its bytes are gone: the file was shortened, or its disk failed, while it was in use\n";
    CHECK(outcome.err.ends_with(last));
    CHECK(folder.files() == 3);  // the data, metrics, no model
    const std::string metrics = folder.read("m.jsonl");
    CHECK(contains(metrics.substr(metrics.rfind('\n', metrics.size() - 2)),
                   "{\"event\":\"done\",\"reason\":\"failed\",\"message\":\"" + folder.path("large.npy") +
                       ": its bytes are gone: "));
}

TEST_CASE("a mapped file that is deleted and replaced while a training reads it changes nothing") {
    const TemporaryFolder folder;
    write_large_data(folder);
    REQUIRE(run_descent(words(training("--epochs 3")), folder.path()).status == 0);
    const std::string expected = folder.read("m.safetensors");
    Program run(words(training("--epochs 3")), folder.path());
    REQUIRE(run.wait_for_lines(2));
    std::filesystem::remove(folder.path("large.npy"));
    folder.write("large.npy", "something else");
    const Outcome outcome = run.wait();
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(folder.read("m.safetensors") == expected);
}

TEST_CASE("a run whose data file changed since its checkpoint is not gone on with") {
    const TemporaryFolder folder;
    write_large_data(folder);
    REQUIRE(run_descent(words(training("--epochs 1 --checkpoint c")), folder.path()).status == 0);
    std::filesystem::resize_file(folder.path("large.npy"), 128 + rows * columns - 1);
    std::ofstream(folder.path("large.npy"), std::ios::app) << '\1';
    const Outcome outcome = run_descent(words(training("--epochs 2 --checkpoint c --resume")), folder.path());
    CAPTURE(outcome.err);
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.err, "c: found the checkpoint of another run: training_data is "));
}
