// Does a long-lived program hold more and more? Mixed trainings, one after the other, for a given time.
//
//     soak [--seconds 3600] [--samples 60]
//
// Prints a JSON object a line: what the process holds, taken between trainings, and at the end a verdict. Ends with
// status 1 when resident memory grows or a descriptor stays open.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "base/json.h"
#include "soak/usage.h"
#include "soak/work.h"
#include "support/arguments.h"

namespace descent::bench {
namespace {

/// A folder that is removed at the end.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("descent-soak-" + std::to_string(::getpid()))) {
        std::filesystem::create_directory(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

void print(const Json& line) {
    std::printf("%s\n", to_json_line(line).c_str());
    std::fflush(stdout);
}

void print(const Usage& usage, std::uint64_t trainings) {
    print({{"event", "sample"},
           {"seconds", usage.seconds},
           {"trainings", trainings},
           {"resident_bytes", usage.resident_bytes},
           {"descriptors", usage.descriptors},
           {"mappings", usage.mappings},
           {"threads", usage.threads}});
}

void print(const Verdict& verdict, std::uint64_t trainings) {
    print({{"event", "verdict"},
           {"flat", verdict.flat()},
           {"trainings", trainings},
           {"samples", verdict.samples},
           {"growth_bytes", verdict.growth},
           {"allowed_bytes", verdict.allowed},
           {"growth_bytes_per_hour", verdict.growth_per_hour},
           {"descriptors_before", verdict.descriptors_before},
           {"descriptors_after", verdict.descriptors_after}});
}

bool soak(double seconds, double samples) {
    const Folder folder;
    MixedWork work(folder.path());
    std::vector<Usage> taken;
    const auto start = std::chrono::steady_clock::now();
    double elapsed = 0;
    for (std::uint64_t round = 0; elapsed < seconds || taken.size() < 3; ++round) {
        work.round(round);
        elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (elapsed < seconds * static_cast<double>(taken.size()) / samples) continue;
        taken.push_back(usage_now(elapsed));
        print(taken.back(), work.trainings());
    }
    const Verdict verdict = judge(taken);
    print(verdict, work.trainings());
    return verdict.flat();
}

}  // namespace
}  // namespace descent::bench

int main(int count, char** words) {
    try {
        descent::bench::Arguments arguments(count, words);
        const double seconds = arguments.number("--seconds", 3600);
        const double samples = arguments.number("--samples", 60);
        arguments.finish();
        return descent::bench::soak(seconds, samples) ? 0 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "soak: %s\n", error.what());
        return 2;
    }
}
