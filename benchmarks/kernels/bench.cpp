#include "kernels/bench.h"

#include <descent/machine.h>

#include "engine/context.h"

namespace descent::bench {

namespace {

/// Runs one call a thread and round; returns the seconds.
double run(benchmark::State& state, parallel::Team& team, const kernels::KernelTable& table, const MakeCall& make) {
    std::vector<Call> calls(team.size());
    team.for_each(team.size(), [&](std::size_t i, std::size_t) { calls[i] = make(table); });
    for (const Call& call : calls) call();
    return seconds_of([&] {
        for (auto _ : state) team.for_each(calls.size(), [&](std::size_t i, std::size_t) { calls[i](); });
    });
}

using Count =
    std::function<void(benchmark::State&, double calls_a_second, parallel::Team&, const kernels::KernelTable&)>;

void register_threads(const std::string& name, const MakeCall& make, const Count& count) {
    for (const std::size_t threads : thread_counts) {
        const std::string whole = name + "/threads:" + std::to_string(threads);
        benchmark::RegisterBenchmark(whole.c_str(), [=](benchmark::State& state) {
            const kernels::KernelTable& table = kernels::table_for(inspect_machine().chosen);
            parallel::Team team(threads);
            const double seconds = run(state, team, table, make);
            count(state, static_cast<double>(state.iterations()) * static_cast<double>(threads) / seconds, team, table);
        })->Unit(benchmark::kMicrosecond);
    }
}

}  // namespace

Matrix::Matrix(std::size_t row_count, std::size_t column_count)
    : rows(row_count), columns(column_count), stride(engine::workspace_stride(column_count)), values(rows * stride) {
    std::uint32_t random = 1;
    for (float& value : values.span()) {
        random = random * 1664525u + 1013904223u;
        value = static_cast<float>(random >> 8) * 0x1p-24f;
    }
}

void register_flops(const std::string& name, double flops, MakeCall make) {
    register_threads(name, make, [flops](auto& state, double calls, parallel::Team& team, const auto& table) {
        state.counters["gflops"] = flops * calls / 1e9;
        state.counters["peak_share"] = flops * calls / peak_flops(table, team);
    });
}

void register_bytes(const std::string& name, double bytes, MakeCall make) {
    register_threads(name, make, [bytes](auto& state, double calls, parallel::Team&, const auto&) {
        state.counters["bytes_per_second"] = bytes * calls;
    });
}

void register_stream(const std::string& name, std::size_t arrays, std::size_t floats, MakeCall make) {
    const double bytes = stream_bytes(arrays) * static_cast<double>(floats);
    register_threads(name, make, [=](auto& state, double calls, parallel::Team& team, const auto& table) {
        state.counters["bytes_per_second"] = bytes * calls;
        state.counters["bandwidth_share"] = bytes * calls / bandwidth(table.instruction_set, team, arrays, floats);
    });
}

}  // namespace descent::bench
