// Does a plugin lose anything to a built-in optimizer of the same traffic?
//
//     plugin_speed FILE.so NAME BUILT_IN [--rounds 31] [--json]
//     plugin_speed build/belief.so belief adam
//
// Both update the same arrays in turns, in one process, so that what else the machine does hits both; the ratio is that
// of the medians of bytes/s. Ends with status 1 when the plugin falls below 0.95 of the built-in.
#include <cstdio>
#include <memory>

#include <descent/machine.h>
#include <descent/registry.h>

#include "base/aligned_buffer.h"
#include "base/json.h"
#include "support/arguments.h"
#include "support/clock.h"
#include "support/median.h"
#include "update/one_step.h"

namespace descent::bench {
namespace {

constexpr double least_ratio = 0.95;
constexpr std::size_t row_floats = 1040;
constexpr std::size_t stretch_rows = 16;  // the fewest that the engine hands over

class Runner {
public:
    Runner(const Registry& registry, const std::string& name, std::size_t rows)
        : layout_(network::make_layout({rows, {{row_floats, Activation::identity}}})),
          parameters_(layout_.size),
          gradient_(layout_.size),
          optimizer_(registry, name, {}, layout_, inspect_machine().chosen) {
        if (!optimizer_.works_on_stretches()) {
            throw UsageError(name, "makes more than one pass over the parameters: there is nothing to compare it with");
        }
        for (float& g : gradient_.span()) g = 1e-3F;
    }

    std::size_t arrays() const { return 3 + 2 * optimizer_.slot_names().size(); }  // read or written

    double bytes_per_second(int repeats) {
        const network::Tensor& weight = layout_.weight(0);
        const double seconds = seconds_of([&] {
            for (int i = 0; i < repeats; ++i) update(weight);
        });
        return static_cast<double>(arrays() * weight.size() * sizeof(float)) * repeats / seconds;
    }

private:
    void update(const network::Tensor& weight) {
        const std::size_t count = stretch_rows * weight.stride;
        update::step_on_stretches<float>(optimizer_, 1e-6, parameters_.span(), gradient_.span(),
                                         [&](const auto& stretch) {
                                             for (std::size_t at = 0; at < weight.size(); at += count)
                                                 stretch(weight.offset + at, count);
                                         });
    }

    network::Layout layout_;
    AlignedBuffer<float> parameters_, gradient_;
    update::Optimizer optimizer_;
};

struct Place {
    const char* name;
    std::size_t rows;
    int repeats;
};

bool compare(const Registry& registry, const std::string& plugin, const std::string& built_in, const Place& place,
             int rounds, bool json) {
    Runner theirs(registry, plugin, place.rows), ours(registry, built_in, place.rows);
    if (theirs.arrays() != ours.arrays()) {
        throw UsageError(plugin, "moves other amounts of state than " + built_in + ", so their speeds do not compare");
    }
    std::vector<double> of_theirs, of_ours;
    for (int round = -1; round < rounds; ++round) {  // the first warms up
        const double one = theirs.bytes_per_second(place.repeats), other = ours.bytes_per_second(place.repeats);
        if (round < 0) continue;
        of_theirs.push_back(one);
        of_ours.push_back(other);
    }
    const double ratio = median(of_theirs) / median(of_ours);
    if (json) {
        const Json line = {{"place", place.name},
                           {"plugin_bytes_per_second", median(of_theirs)},
                           {"built_in_bytes_per_second", median(of_ours)},
                           {"ratio", ratio}};
        std::printf("%s\n", to_json_line(line).c_str());
    } else {
        std::printf("%-12s %s %.1f GB/s, %s %.1f GB/s, ratio %.3f\n", place.name, plugin.c_str(),
                    median(of_theirs) / 1e9, built_in.c_str(), median(of_ours) / 1e9, ratio);
    }
    return ratio >= least_ratio;
}

int run(Arguments arguments) {
    const int rounds = static_cast<int>(arguments.number("--rounds", 31));
    const bool json = arguments.flag("--json");
    const std::vector<std::string> names = arguments.rest();
    if (names.size() != 3) throw UsageError("FILE.so NAME BUILT_IN", "expected exactly these three");
    Registry registry = builtin_optimizers();
    registry.load_plugin(names[0]);
    bool as_fast = true;
    for (const Place& place : {Place{"from cache", 64, 40}, Place{"from memory", 8192, 1}}) {
        as_fast = compare(registry, names[1], names[2], place, rounds, json) && as_fast;
    }
    if (!as_fast) std::fprintf(stderr, "plugin_speed: the plugin lies below %.2f\n", least_ratio);
    return as_fast ? 0 : 1;
}

}  // namespace
}  // namespace descent::bench

int main(int argc, char** argv) {
    try {
        return descent::bench::run({argc, argv});
    } catch (const descent::Error& error) {
        std::fprintf(stderr, "plugin_speed: %s\n", error.what());
        return 2;
    }
}
