#pragma once
/// \file
/// The memory that a training of a network needs beside its data, and what is said when there is less.
///
///     const Memory needed = memory_of(network, options, registry);
///     return within_memory(needed, [&] { return train(request); });

#include <descent/model.h>
#include <descent/network.h>
#include <descent/registry.h>
#include <descent/training.h>

#include <cstdint>
#include <new>
#include <string>

#include "parallel/memory.h"

namespace descent::training {

/// Bytes, padding included.
struct Memory {
    std::uint64_t parameters = 0;
    std::uint64_t optimizer_state = 0;
    std::string optimizer = {};

    std::uint64_t total() const { return parameters + optimizer_state; }
};

/// [any thread] Throws UsageError for an unknown rule or settings that it refuses.
Memory memory_of(const Network& network, const TrainingOptions& options, const Registry& registry);

/// "1.35 GB", "784 bytes": for people.
std::string bytes_text(std::uint64_t bytes);

/// Throws Error that says how much is needed and for what, when `available` bytes are fewer.
void require_memory(const Memory& needed, std::uint64_t available);
/// The same for a run that did not get what it asked for.
[[noreturn]] void refuse_for_memory(const Memory& needed, std::uint64_t available);

/// "not enough memory, of which 1.2 GB are available": where no more is known.
std::string memory_refusal();
/// Throws Error that names a file that could not be read, its size, and what is available.
[[noreturn]] void refuse_to_read(const std::string& path);

/// Throws Error that says what a model and its outputs for so many patterns take.
[[noreturn]] void refuse_to_compute(const Model& model, std::size_t patterns);
/// Throws Error that says what the parameters of a network take.
[[noreturn]] void refuse_network(const Network& network);

/// What `work` returns. `refuse`, which throws, is called in place of std::bad_alloc.
template <class Work, class Refuse>
auto within_memory_or(const Work& work, const Refuse& refuse) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        refuse();
        throw;
    }
}

/// What `work` returns, which reads that file.
template <class Work>
auto reading_within_memory(const std::string& path, const Work& work) {
    return within_memory_or(work, [&] { refuse_to_read(path); });
}

/// What `work` returns, which computes a model's outputs for so many patterns.
template <class Work>
auto computing_within_memory(const Model& model, std::size_t patterns, const Work& work) {
    return within_memory_or(work, [&] { refuse_to_compute(model, patterns); });
}

/// What `work` returns, which computes with that network.
template <class Work>
auto within_memory_of(const Network& network, const Work& work) {
    return within_memory_or(work, [&] { refuse_network(network); });
}

/// What `work` returns, which begins when the memory is there.
template <class Work>
auto within_memory(const Memory& needed, const Work& work) {
    require_memory(needed, parallel::available_memory());
    return within_memory_or(work, [&] { refuse_for_memory(needed, parallel::available_memory()); });
}

}  // namespace descent::training
