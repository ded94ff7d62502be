// Each kernel and each update rule alone, as a share of what the machine can do at most.
#include <cstdio>

#include <benchmark/benchmark.h>
#include <descent/error.h>

#include "kernels/all.h"

int main(int argc, char** argv) {
    using namespace descent::bench;
    try {
        register_dense_forward();
        register_delta_below();
        register_weight_gradient();
        register_activations();
        register_output_layer();
        register_dropout();
        register_expand_inputs();
        register_gather_inputs();
        register_matrix_product();
        register_packing();
        register_updates();
        benchmark::Initialize(&argc, argv);
        if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
        benchmark::RunSpecifiedBenchmarks();
        return 0;
    } catch (const descent::Error& error) {
        std::fprintf(stderr, "kernels: %s\n", error.what());
        return 1;
    }
}
