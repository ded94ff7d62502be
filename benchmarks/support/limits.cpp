#include "support/limits.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <compiled_sets.h>

#include "base/aligned_buffer.h"
#include "support/clock.h"
#include "support/streams.h"

namespace descent::bench {

namespace {

constexpr std::uint64_t rounds = 20000;          // of 12 instructions: some 50 us
constexpr std::size_t chunks_a_thread = 100;     // small, so that threads finish together
constexpr double stream_floats_a_run = 1 << 23;  // of one array, enough to be timed

const StreamTable& streams_for(InstructionSet set) {
    switch (set) {
#define DESCENT_STREAMS(name, NAME, Tag) \
    case InstructionSet::name: return stream_table<detail::Tag>();
        DESCENT_COMPILED_SETS(DESCENT_STREAMS)
#undef DESCENT_STREAMS
        default: throw std::logic_error("no streams were compiled for this instruction set");
    }
}

}  // namespace

double peak_flops(const kernels::KernelTable& table, parallel::Team& team) {
    const double chunk = table.peak_flops(rounds);  // the first one also wakes the processor up
    const std::size_t chunks = team.size() * chunks_a_thread;
    double best = 0;
    for (int run = 0; run < 3; ++run) {
        const double seconds =
            seconds_of([&] { team.for_each(chunks, [&](std::size_t, std::size_t) { table.peak_flops(rounds); }); });
        best = std::max(best, chunk * static_cast<double>(chunks) / seconds);
    }
    return best;
}

double PeakAround::now() const { return std::max(before_, peak_flops(table_, team_)); }

double bandwidth(InstructionSet set, parallel::Team& team, std::size_t arrays, std::size_t floats) {
    const auto loop = streams_for(set).loops[arrays];
    std::vector<AlignedBuffer<float>> memory(team.size());
    team.for_each(team.size(), [&](std::size_t i, std::size_t) {
        memory[i] = AlignedBuffer<float>(arrays * (floats + 1040));  // 1040: no two arrays in the same cache sets
    });
    const auto repeats = static_cast<std::size_t>(std::max(1.0, stream_floats_a_run / static_cast<double>(floats)));
    double best = 0;
    for (int run = 0; run < 5; ++run) {
        const double seconds = seconds_of([&] {
            team.for_each(team.size(), [&](std::size_t i, std::size_t) {
                float* starts[4] = {};
                for (std::size_t a = 0; a < arrays; ++a) starts[a] = memory[i].data() + a * (floats + 1040);
                for (std::size_t r = 0; r < repeats; ++r) loop(starts, floats);
            });
        });
        const double bytes = stream_bytes(arrays) * static_cast<double>(floats * repeats * team.size());
        best = std::max(best, bytes / seconds);
    }
    return best;
}

}  // namespace descent::bench
