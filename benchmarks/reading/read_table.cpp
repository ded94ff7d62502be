// Reads a table once and prints what benchmarks/reading/run asks every system for: read_table FILE TARGET

#include <descent/dataset.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>

namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double most_memory() {  // bytes; the system counts in KiB
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 3) return std::fputs("usage: read_table FILE TARGET\n", stderr), 2;
    const auto start = std::chrono::steady_clock::now();
    const double processor = processor_seconds();
    const auto data = descent::read_dataset({.path = arguments[1], .targets = {arguments[2]}});
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    std::printf("{\"rows\": %zu, \"seconds\": %.6f, \"processor_seconds\": %.6f, \"most_memory\": %.0f}\n",
                data.patterns(), elapsed.count(), processor_seconds() - processor, most_memory());
    return 0;
} catch (const std::exception& error) {
    return std::fprintf(stderr, "read_table: %s\n", error.what()), 1;
}
