#include "house/include_rules.h"
#include "support/catch.h"

namespace descent::house {
namespace {

std::vector<std::string> complaints_about(const std::string& path, const std::string& line) {
    return include_complaints({path, line + "\n"});
}

bool is_allowed(const std::string& path, const std::string& line) { return complaints_about(path, line).empty(); }

TEST_CASE("Every room includes only rooms before it, and each dependency has one door") {
    std::vector<std::string> complaints;
    for (const SourceFile& file : source_files()) {
        if (!is_cpp(file)) continue;
        for (const std::string& complaint : include_complaints(file)) complaints.push_back(complaint);
    }
    INFO(listed(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("The check finds an include of a later room") {
    CHECK_FALSE(is_allowed("src/engine/engine.cpp", "#include \"update/optimizer.h\""));
    CHECK_FALSE(is_allowed("src/base/text.cpp", "  #  include \"storage/whole_files.h\""));
    CHECK(is_allowed("src/training/train.cpp", "#include \"update/optimizer.h\""));
    CHECK(is_allowed("src/engine/engine.cpp", "#include \"engine/engine.h\""));
}

TEST_CASE("The check finds a reader of logs that includes what trains") {
    CHECK_FALSE(is_allowed("src/report/write.cpp", "#include \"training/run_record.h\""));
    CHECK_FALSE(is_allowed("src/report/write.cpp", "#include <descent/comparison.h>"));
    CHECK_FALSE(is_allowed("src/study/log.cpp", "#include \"parallel/machine.h\""));
    CHECK(is_allowed("src/report/write.cpp", "#include \"study/log.h\""));
    CHECK(is_allowed("src/report/write.cpp", "#include <descent/study.h>"));
}

TEST_CASE("The check finds Python bindings that include the program") {
    CHECK_FALSE(is_allowed("python/bindings/model.cpp", "#include \"cli/console.h\""));
    CHECK_FALSE(is_allowed("python/bindings/model.cpp", "#include \"model.h\""));
    CHECK(is_allowed("python/bindings/model.cpp", "#include \"training/settings/setting.h\""));
    CHECK(is_allowed("python/bindings/model.cpp", "#include \"bindings/arrays.h\""));
}

TEST_CASE("The check finds an include without its room, and a folder that is no room") {
    CHECK_FALSE(is_allowed("src/engine/engine.cpp", "#include \"engine.h\""));
    CHECK_FALSE(is_allowed("src/engine/engine.cpp", "#include \"../base/text.h\""));
    CHECK_FALSE(is_allowed("src/helpers/text.cpp", "#include \"base/text.h\""));
}

TEST_CASE("The check finds a public header that includes a room") {
    CHECK_FALSE(is_allowed("include/descent/model.h", "#include \"base/text.h\""));
    CHECK(is_allowed("include/descent/model.h", "#include <descent/network.h>"));
}

TEST_CASE("The check finds an optimizer that looks behind the headers of authors") {
    CHECK_FALSE(is_allowed("optimizers/adam.cpp", "#include <descent/training.h>"));
    CHECK_FALSE(is_allowed("optimizers/adam.cpp", "#include \"update/optimizer.h\""));
    CHECK(is_allowed("optimizers/adam.cpp", "#include <descent/optimizer.h>"));
    CHECK(is_allowed("optimizers/adam.cpp", "#include <descent/plugin/rule.h>"));
}

TEST_CASE("The check finds a dependency that comes in by another door") {
    const auto [path, line] = GENERATE(table<std::string, std::string>({
        {"src/engine/engine.cpp", "#include <tbb/parallel_for.h>"},
        {"src/engine/engine.cpp", "#include <oneapi/tbb/task_arena.h>"},
        {"src/training/train.cpp", "#include <mpi.h>"},
        {"include/descent/value.h", "#include <xsimd/xsimd.hpp>"},
        {"src/data/csv.cpp", "#include <fstream>"},
        {"src/data/npy.cpp", "#include <sys/mman.h>"},
        {"src/model/format.cpp", "#include <fcntl.h>"},
        {"src/model/format.cpp", "#include <cstdio>"},
        {"src/cli/main.cpp", "#include <dlfcn.h>"},
        {"src/model/format.cpp", "#include <nlohmann/json.hpp>"},
        {"src/storage/whole_files.cpp", "#include <zlib.h>"},
        {"src/training/train.cpp", "#include <boost/program_options.hpp>"},
        {"src/data/idx.cpp", "#include <xxhash.h>"},
        {"tests/data/idx_test.cpp", "#include <catch2/catch.hpp>"},
        {"src/engine/engine.cpp", "#include <benchmark/benchmark.h>"},
        {"src/training/train.cpp", "#include <nanobind/nanobind.h>"},
        {"python/bindings/model.cpp", "#include <tbb/task_arena.h>"},
    }));
    INFO(path << ": " << line);
    CHECK_FALSE(is_allowed(path, line));
}

TEST_CASE("The check lets a dependency in by its door") {
    const auto [path, line] = GENERATE(table<std::string, std::string>({
        {"src/parallel/team.cpp", "#include <tbb/parallel_for.h>"},
        {"include/descent/detail/batch.h", "#include <xsimd/xsimd.hpp>"},
        {"src/base/large_memory.h", "#include <sys/mman.h>"},
        {"src/storage/real_file_system.cpp", "#include <fcntl.h>"},
        {"src/update/library.cpp", "#include <dlfcn.h>"},
        {"src/cli/options/parse.cpp", "#include <boost/program_options.hpp>"},
        {"python/bindings/model.cpp", "#include <nanobind/nanobind.h>"},
        {"tests/house/source_tree.cpp", "#include <fstream>"},
        {"tests/support/catch.h", "#include <catch2/catch.hpp>"},
        {"benchmarks/kernels/sum_benchmark.cpp", "#include <benchmark/benchmark.h>"},
    }));
    INFO(path << ": " << line);
    CHECK(is_allowed(path, line));
}

TEST_CASE("A complaint names the file and the line") {
    const auto complaints = include_complaints({"src/data/idx.cpp", "#pragma once\n\n#include <xxhash.h>\n"});
    REQUIRE(complaints.size() == 1);
    CHECK(complaints.front() == "src/data/idx.cpp:3: includes xxhash.h: this is the door of src/storage/ alone");
}

}  // namespace
}  // namespace descent::house
