#pragma once
/// \file
/// The processes that train together, each a rank, and the one way in which they talk.
///
///     ranks.exchange({{{.to = 1, .bytes = mine}}}, {{{.from = 1, .bytes = theirs}}});

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace descent::parallel {

struct Sent {
    std::size_t to;
    std::span<const std::byte> bytes;
};

struct Received {
    std::size_t from;
    std::span<std::byte> bytes;
};

class Ranks {
public:
    virtual ~Ranks() = default;

    virtual std::size_t rank() const = 0;  ///< below `size()`
    virtual std::size_t size() const = 0;

    /// [one thread] Returns when all bytes are sent and received. Between two ranks they arrive in the order in which
    /// they were sent, and as many bytes must be received as were. Throws Error that names this rank.
    virtual void exchange(std::span<const Sent> sends, std::span<const Received> receives) = 0;

    /// Have the ranks met (parallel/meeting.h)? Whoever fails before is awaited there by the others.
    bool have_met() const { return have_met_; }
    void note_meeting() { have_met_ = true; }

private:
    bool have_met_ = false;
};

/// [any thread] A process that trains alone.
Ranks& one_rank();

/// [one thread] Rank 0's bytes to all, along a binary tree.
void broadcast(Ranks& ranks, std::span<std::byte> bytes);

/// [one thread] The text of each rank, at each rank; readable whatever the byte order of a rank is.
std::vector<std::string> texts_of_all(Ranks& ranks, const std::string& own);

template <class Number>
requires std::is_trivially_copyable_v<Number> std::span<std::byte> bytes_of(Number& number) {
    return std::as_writable_bytes(std::span(&number, 1));
}

}  // namespace descent::parallel
