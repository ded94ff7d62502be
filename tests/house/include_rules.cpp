#include "house/include_rules.h"

#include <algorithm>
#include <optional>

namespace descent::house {
namespace {

/// In the order in which data flows: a room may use itself and those before it.
const std::vector<std::string> rooms = {"base",    "storage",   "parallel",     "data",   "network",  "kernels",
                                        "engine",  "objective", "model",        "update", "training", "study",
                                        "contest", "report",    "reproduction", "cli"};

/// Rooms that are used without the rest of the house: logs can be read where nothing can be trained.
const std::vector<std::string> rooms_without_engine = {"study", "report"};
const std::vector<std::string> their_headers = {"base/", "storage/", "study/", "report/"};
const std::vector<std::string> their_public_headers = {"descent/study.h", "descent/error.h", "descent/version.h"};

/// A dependency and the only places that may include it.
struct Door {
    std::vector<std::string> headers;  ///< as the names of includes begin
    std::vector<std::string> places;   ///< as the paths of files begin
};

const std::vector<Door> doors = {
    {{"tbb/", "oneapi/", "mpi.h", "sched.h", "pthread.h"}, {"src/parallel/"}},
    {{"xsimd/", "immintrin.h", "x86intrin.h", "arm_neon.h"}, {"src/kernels/", "include/descent/detail/"}},
    {{"sys/mman.h"}, {"src/storage/", "src/base/large_memory.h"}},  // there madvise, which opens nothing
    {{"fstream", "filesystem", "fcntl.h"}, {"src/storage/"}},
    {{"cstdio", "stdio.h", "iostream"}, {"src/storage/", "src/cli/"}},  // in cli to write to the terminal
    // in cli to find the C library's own functions
    {{"dlfcn.h"},
     {"src/update/", "src/parallel/mpi_ranks.cpp", "src/cli/thread_starts.cpp", "src/cli/foreign_exits.cpp"}},
    {{"nlohmann/"}, {"src/base/"}},
    {{"zlib.h", "libdeflate.h"}, {"src/data/"}},
    {{"boost/"}, {"src/cli/"}},
    {{"nanobind/", "Python.h"}, {"python/bindings/"}},
    {{"xxhash.h"}, {"src/storage/"}},
    {{"catch2/"}, {"tests/support/"}},
    {{"benchmark/"}, {"benchmarks/"}},
};

/// Files of tests and benchmarks may look at what the product wrote; nothing else opens files but the storage room.
bool is_product(const std::string& path) {
    return starts_with_any(path, {"src/", "include/", "optimizers/", "python/"});
}

bool may_use_door(const Door& door, const std::string& path) {
    const bool is_test_only = starts_with_any(door.headers.front(), {"catch2/", "benchmark/"});
    return (!is_product(path) && !is_test_only) || starts_with_any(path, door.places);
}

std::optional<std::size_t> room_index(const std::string& name) {
    const auto found = std::ranges::find(rooms, name);
    if (found == rooms.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rooms.begin());
}

/// "base" of "base/text.h", "" of "text.h".
std::string first_folder(const std::string& path) {
    const std::size_t slash = path.find('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string order_complaint(const std::string& path, const Include& include) {
    if (!include.quoted) return "";
    const auto target = room_index(first_folder(include.name));
    if (path.starts_with("include/")) return "public headers include <descent/...> and the standard library only";
    if (path.starts_with("python/")) {
        const bool allowed = target ? rooms[*target] != "cli" : include.name.starts_with("bindings/");
        return allowed ? "" : "the Python package uses the rooms, not the program";
    }
    if (!path.starts_with("src/")) return "";
    const auto own = room_index(first_folder(path.substr(4)));
    if (!own) return "this folder is not a room of the house";
    if (!target) return "write it \"room/file.h\" with a room of the house";
    if (*target > *own) return "room '" + rooms[*own] + "' may use only rooms before it";
    return "";
}

std::string engine_complaint(const std::string& path, const Include& include) {
    const std::string room = path.starts_with("src/") ? first_folder(path.substr(4)) : "";
    if (std::ranges::find(rooms_without_engine, room) == rooms_without_engine.end()) return "";
    const bool allowed =
        include.quoted ? starts_with_any(include.name, their_headers)
                       : !include.name.starts_with("descent/") || starts_with_any(include.name, their_public_headers);
    return allowed ? "" : "room '" + room + "' reads logs, and knows nothing that trains";
}

std::string author_complaint(const std::string& path, const Include& include) {
    if (!path.starts_with("optimizers/")) return "";
    const bool is_ours = include.quoted || include.name.starts_with("descent/");
    const bool is_public =
        !include.quoted &&
        starts_with_any(include.name, {"descent/optimizer.h", "descent/value.h", "descent/bias_correction.h",
                                       "descent/draft/", "descent/plugin.h", "descent/plugin/"});
    return is_ours && !is_public ? "an optimizer sees only the headers of authors" : "";
}

std::string door_complaint(const std::string& path, const Include& include) {
    for (const Door& door : doors) {
        if (starts_with_any(include.name, door.headers) && !may_use_door(door, path)) {
            return "this is the door of " + door.places.front() + " alone";
        }
    }
    return "";
}

}  // namespace

std::vector<std::string> include_complaints(const SourceFile& file) {
    std::vector<std::string> complaints;
    for (const Include& include : includes_of(file)) {
        for (const auto rule : {order_complaint, engine_complaint, author_complaint, door_complaint}) {
            const std::string problem = rule(file.path, include);
            if (problem.empty()) continue;
            complaints.push_back(file.path + ":" + std::to_string(include.line) + ": includes " + include.name + ": " +
                                 problem);
        }
    }
    return complaints;
}

}  // namespace descent::house
