// Data that is mapped, not read: what happens when others cut, change or delete the file meanwhile.

#include <filesystem>

#include "cli/under_way.h"
#include "support/catch.h"

using namespace descent::test;

namespace {

constexpr std::size_t rows = 9000;
constexpr std::size_t columns = 8192;  // together more than 64 MiB, from where on files are mapped

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
    return "--data large.npy --labels labels.npy --hidden none --batch-size 1000 --quiet --out m.safetensors " + rest;
}

}  // namespace

TEST_CASE("a mapped file that is cut while a training reads it is one line that names it, and status 1") {
    const TemporaryFolder folder;
    write_large_data(folder);
    UnderWay run(training("--epochs 100000"), folder);
    std::filesystem::resize_file(folder.path("large.npy"), 4096);
    const Outcome outcome = run.wait();
    CAPTURE(outcome.err, outcome.signal);
    CHECK(outcome.status == 1);
    CHECK(outcome.error_lines() == 1);
    CHECK(outcome.err.rfind("descent: ", 0) == 0);
    CHECK(outcome.err.find("large.npy: its bytes are gone") != std::string::npos);
    CHECK(folder.files() == 3);  // the data and the pipe, no model
}

TEST_CASE("a mapped file that is deleted or replaced by name while a training reads it changes nothing") {
    const TemporaryFolder folder;
    write_large_data(folder);
    REQUIRE(UnderWay(training("--epochs 2"), folder).wait().status == 0);
    const std::string expected = folder.read("m.safetensors");
    UnderWay run(training("--epochs 2"), folder);
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
    REQUIRE(UnderWay(training("--epochs 1 --checkpoint c"), folder).wait().status == 0);
    std::filesystem::resize_file(folder.path("large.npy"), 128);
    std::filesystem::resize_file(folder.path("large.npy"), 128 + rows * columns - 1);
    std::ofstream(folder.path("large.npy"), std::ios::app) << '\1';
    const Outcome outcome =
        run_descent(words("train --epochs 2 --checkpoint c --resume " + training("")), folder.path());
    CAPTURE(outcome.err);
    CHECK(outcome.status == 1);
    CHECK(outcome.error_lines() == 1);
    CHECK(outcome.err.find("c: found the checkpoint of another run: training_data is ") != std::string::npos);
}
