#pragma once
/// \file
/// 64-bit checksums of bytes: XXH3. They stand in files: never change.
///
///     const std::uint64_t sum = storage::checksum(file.bytes);

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace descent::storage {

/// XXH3-64 of all bytes, seed 0. [any thread]
std::uint64_t checksum(std::span<const std::byte> bytes);

/// The same over bytes that come in parts; where they are cut makes no difference. [one thread]
class Checksum {
public:
    Checksum();
    ~Checksum();
    void add(std::span<const std::byte> bytes);
    std::uint64_t value() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace descent::storage
