#pragma once
// A checkpoint that was read, with arenas of its own.

#include <string>
#include <vector>

#include "support/in_memory.h"
#include "training/checkpoint.h"
#include "training/problem.h"
#include "update/optimizer.h"

namespace descent::test {

struct Decoded {
    const network::Layout& layout;
    update::Optimizer optimizer;
    std::vector<float> parameters;
    training::State state;
    training::Resumed resumed;

    /// Throws InputError as `decode_checkpoint`.
    Decoded(const Trainee& trainee, const network::Layout& of_network, const std::string& bytes)
        : layout(of_network),
          optimizer(builtin(), trainee.options.optimizer, {}, layout, InstructionSet::baseline),
          parameters(layout.size),
          state(training::state_of(parameters, optimizer)),
          resumed(training::decode_checkpoint(storage::as_bytes(bytes), "c", layout, state)) {}

    std::string encode(const Json& run) const {
        return in_memory([&](const storage::WriteBytes& write) {
            training::write_checkpoint({.run_id = resumed.run_id,
                                        .run = run,
                                        .state = state,
                                        .history = resumed.history,
                                        .best = resumed.best},
                                       layout, write);
        });
    }
};

}  // namespace descent::test
