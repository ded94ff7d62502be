#include "data/gzip.h"

#include <descent/error.h>
#include <zlib.h>

#include <algorithm>
#include <new>
#include <ranges>
#include <vector>

#include "base/text.h"
#include "data/inflate_at_once.h"

namespace descent::data {
namespace {

constexpr std::size_t largest_part = std::size_t{1} << 30;  // zlib counts in 32 bits
constexpr std::uint64_t usual_inflation = 16;               // memory is asked for at once up to that

bool starts_as_gzip(std::span<const std::byte> bytes) {
    return bytes.size() >= 2 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

/// The last four bytes of a member, the smallest first, are the size of its data.
std::uint64_t size_at_end(std::span<const std::byte> bytes) {
    std::uint64_t size = 0;
    for (const std::byte byte : bytes.last(std::min<std::size_t>(4, bytes.size())) | std::views::reverse) {
        size = size << 8 | std::to_integer<std::uint64_t>(byte);
    }
    return size;
}

}  // namespace

struct GzipReader::Inflater {
    z_stream stream{};
    Inflater() {
        constexpr int gzip_with_largest_window = 15 + 16;
        if (inflateInit2(&stream, gzip_with_largest_window) != Z_OK) throw std::bad_alloc();
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream); }
};

GzipReader::GzipReader(const storage::FileBytes& file) : file_(file), inflater_(std::make_unique<Inflater>()) {
    if (!starts_as_gzip(file.bytes)) {
        throw InputError(file.path, "start", "other data", "gzip data (bytes 1f 8b)");
    }
}

GzipReader::~GzipReader() = default;

void GzipReader::fail(const std::string& found, const std::string& expected) const {
    const std::size_t byte = taken_ - inflater_->stream.avail_in;
    throw InputError(file_.path, "compressed byte " + to_text(byte), found, expected);
}

void GzipReader::refill() {
    const auto rest = file_.bytes.subspan(taken_, std::min(largest_part, file_.bytes.size() - taken_));
    if (rest.empty()) fail("the end of the file", "more gzip data: the file is truncated");
    // zlib's interface is older than const; it only reads.
    inflater_->stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(rest.data()));
    inflater_->stream.avail_in = static_cast<uInt>(rest.size());
    taken_ += rest.size();
}

void GzipReader::next_member() {
    const auto rest = file_.bytes.subspan(taken_ - inflater_->stream.avail_in);
    if (rest.empty()) {
        ended_ = true;
    } else if (!starts_as_gzip(rest)) {
        fail(to_text(rest.size()) + " bytes after the gzip data", "the end of the file");
    } else {
        inflateReset(&inflater_->stream);
    }
}

std::size_t GzipReader::read(std::span<std::byte> out) {
    z_stream& stream = inflater_->stream;
    std::size_t filled = 0;
    while (filled < out.size() && !ended_) {
        if (stream.avail_in == 0) refill();
        const std::size_t room = std::min(largest_part, out.size() - filled);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + filled);
        stream.avail_out = static_cast<uInt>(room);
        const int result = inflate(&stream, Z_NO_FLUSH);
        filled += room - stream.avail_out;
        if (result == Z_MEM_ERROR) throw std::bad_alloc();
        if (result == Z_STREAM_END) {
            next_member();
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            fail("damaged data (" + std::string(stream.msg ? stream.msg : "needs a dictionary") + ")",
                 "whole gzip data");
        }
    }
    return filled;
}

std::uint64_t most_inflated_text(std::uint64_t compressed) {
    constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20, plausible = 256;
    constexpr std::uint64_t least = 64 * mebibyte, most = 4096 * mebibyte;
    return compressed > most / plausible ? most : std::max(least, plausible * compressed);
}

std::uint64_t most_inflated_array(std::uint64_t compressed) {
    return std::max(most_inflated_text(compressed), usual_inflation * compressed);
}

void require_plausible_size(std::uint64_t size, std::uint64_t compressed, const std::string& file,
                            const std::string& place) {
    const std::uint64_t most = most_inflated_array(compressed);
    if (size <= most) return;
    throw InputError(file, place, to_text(size) + " bytes when decompressed, from " + to_text(compressed),
                     "at most " + to_text(most) + ": decompress the file first");
}

storage::FileBytes gunzip_text(const storage::FileBytes& file) {
    return gunzip_text(file, most_inflated_text(file.bytes.size()));
}

storage::FileBytes gunzip_text(const storage::FileBytes& file, std::uint64_t limit) {
    GzipReader reader(file);
    if (const std::uint64_t size = size_at_end(file.bytes);
        size <= std::min(limit, usual_inflation * file.bytes.size())) {
        const auto memory = std::make_shared_for_overwrite<std::byte[]>(size);
        if (inflate_at_once(file.bytes, {memory.get(), size})) return {memory, {memory.get(), size}, file.path};
    }
    const auto text = std::make_shared<std::vector<std::byte>>();
    std::size_t filled = 0;
    std::size_t room = std::clamp<std::size_t>(4 * file.bytes.size(), 4096, largest_part);
    do {
        text->resize(std::min<std::uint64_t>(filled + room, limit + 1));
        filled += reader.read(std::span(*text).subspan(filled));
        if (filled > limit) {
            throw InputError(
                file.path, "",
                "more than " + to_text(limit) + " bytes when decompressed, from " + to_text(file.bytes.size()),
                "less: decompress the file first");
        }
        room = filled;
    } while (filled == text->size());
    text->resize(filled);
    return {text, *text, file.path};
}

}  // namespace descent::data
