#pragma once
/// \file
/// Gzip (RFC 1952): the one door to zlib. Reads a compressed file part by part, so that no memory is allocated for
/// what a small file only claims to hold.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "storage/file_system.h"

namespace descent::data {

/// Deflate makes at most 258 bytes of 2 bits: no file grows by more than this factor.
constexpr std::uint64_t most_inflation = 1032;

/// Tables of numbers shrink to a third, of zeros and ones to a fiftieth. Compressed text may grow to 256 times its size
/// and to no more than 4 GiB, small ones to 64 MiB; a larger one is taken for an attack, or belongs uncompressed.
std::uint64_t most_inflated_text(std::uint64_t compressed);
/// The same for an array whose header says its size; to 16 times their size large ones grow too.
std::uint64_t most_inflated_array(std::uint64_t compressed);
/// Throws InputError when an array would grow beyond that.
void require_plausible_size(std::uint64_t size, std::uint64_t compressed, const std::string& file,
                            const std::string& place);

/// [one thread] Members that follow each other are read as one; each member's checksum is checked at its end.
class GzipReader {
public:
    /// `file` must live as long. Throws InputError when it does not start as gzip does.
    explicit GzipReader(const storage::FileBytes& file);
    ~GzipReader();

    /// Fills `out`, except at the end of the data, and returns how much of it was filled. Throws InputError when the
    /// data is damaged or ends early, or when something that is not gzip follows it.
    std::size_t read(std::span<std::byte> out);

private:
    struct Inflater;
    void refill();
    void next_member();
    [[noreturn]] void fail(const std::string& found, const std::string& expected) const;

    const storage::FileBytes& file_;
    std::unique_ptr<Inflater> inflater_;
    std::size_t taken_ = 0;  // bytes of the file that were handed to the inflater
    bool ended_ = false;
};

/// All of a compressed text, up to `limit` bytes; beyond it InputError, when no more than that has been inflated.
storage::FileBytes gunzip_text(const storage::FileBytes& file, std::uint64_t limit);
/// The same up to `most_inflated_text`.
storage::FileBytes gunzip_text(const storage::FileBytes& file);

}  // namespace descent::data
