#include "data/zip.h"

#include <descent/error.h>
#include <zlib.h>

#include <algorithm>
#include <new>
#include <set>

#include "base/text.h"
#include "data/gzip.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

constexpr std::uint64_t end_signature = 0x06054B50, end64_signature = 0x06064B50, locator_signature = 0x07064B50,
                        central_signature = 0x02014B50, local_signature = 0x04034B50;
constexpr std::uint64_t end_size = 22, locator_size = 20, central_size = 46, local_size = 30;
constexpr std::uint64_t longest_comment = 0xFFFF;
constexpr std::uint64_t wide_mark = 0xFFFFFFFF;                 // a 32-bit number that stands in 64 bits elsewhere
constexpr std::uint64_t largest_step = std::uint64_t{1} << 30;  // zlib counts in 32 bits

struct RawInflater {
    z_stream stream{};
    RawInflater() {
        if (inflateInit2(&stream, -15) != Z_OK) throw std::bad_alloc();
    }
    RawInflater(const RawInflater&) = delete;
    RawInflater& operator=(const RawInflater&) = delete;
    ~RawInflater() { inflateEnd(&stream); }
};

}  // namespace

ZipFile::ZipFile(storage::FileBytes file) : file_(std::move(file)) {
    const std::uint64_t end = end_record();
    std::uint64_t count = number(end + 10, 2, "the number of members");
    std::uint64_t at = number(end + 16, 4, "the place of the directory");
    if ((count == 0xFFFF || at == wide_mark) && end >= locator_size &&
        number(end - locator_size, 4, "a locator") == locator_signature) {
        const std::uint64_t end64 = number(end - locator_size + 8, 8, "the place of the 64-bit end record");
        if (number(end64, 4, "the 64-bit end record") != end64_signature) {
            fail("byte " + to_text(end64), "other data", "the 64-bit end of the directory");
        }
        count = number(end64 + 32, 8, "the number of members");
        at = number(end64 + 48, 8, "the place of the directory");
    }
    std::set<std::string> names;
    for (std::uint64_t i = 0; i < count; ++i) {
        members_.push_back(central_header(at, at));
        if (!names.insert(members_.back().name).second) {
            fail("directory", "the member " + quote(members_.back().name) + " twice", "each once");
        }
    }
}

void ZipFile::fail(const std::string& place, const std::string& found, const std::string& expected) const {
    throw InputError(file_.path, place, found, expected);
}

/// An unsigned little-endian number.
std::uint64_t ZipFile::number(std::uint64_t at, std::size_t bytes, const std::string& what) const {
    const std::uint64_t size = file_.bytes.size();
    if (at > size || bytes > size - at) fail("byte " + to_text(at), "the end of the file", what + " of the archive");
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(file_.bytes[at + i]);
    return value;
}

/// The last place where one stands whose comment ends with the file.
std::uint64_t ZipFile::end_record() const {
    const std::uint64_t size = file_.bytes.size();
    const std::uint64_t most = std::min(size, end_size + longest_comment);
    for (std::uint64_t back = end_size; back <= most; ++back) {
        const std::uint64_t at = size - back;
        if (number(at, 4, "a signature") == end_signature && number(at + 20, 2, "a length") == back - end_size) {
            return at;
        }
    }
    fail("end", "no end of a central directory", "a whole ZIP archive");
}

ZipMember ZipFile::central_header(std::uint64_t at, std::uint64_t& next) const {
    if (number(at, 4, "a member's header") != central_signature) {
        fail("byte " + to_text(at), "other data", "the header of a member");
    }
    const auto field = [&](std::uint64_t offset, std::size_t bytes) {
        return number(at + offset, bytes, "a member's header");
    };
    const std::uint64_t flags = field(8, 2), method = field(10, 2);
    ZipMember member{.deflated = method == 8,
                     .encrypted = (flags & 1) != 0,
                     .checksum = static_cast<std::uint32_t>(field(16, 4)),
                     .compressed = field(20, 4),
                     .size = field(24, 4),
                     .header_at = field(42, 4)};
    const std::uint64_t name_at = at + central_size, name_length = field(28, 2);
    const std::uint64_t extra_at = name_at + name_length, extra_length = field(30, 2);
    next = extra_at + extra_length + field(32, 2);
    if (next > file_.bytes.size()) fail("byte " + to_text(at), "a header longer than the file", "a whole archive");
    member.name = storage::as_text(file_.bytes.subspan(name_at, name_length));
    if (method != 0 && method != 8) {
        fail("member " + quote(member.name), "compression method " + to_text(method), "stored (0) or deflated (8)");
    }
    widen(member, extra_at, extra_at + extra_length);
    return member;
}

/// Takes from the extra field 1 the 64-bit form of each number that has no room in 32 bits, in this order.
void ZipFile::widen(ZipMember& member, std::uint64_t at, std::uint64_t end) const {
    while (at + 4 <= end) {
        const std::uint64_t kind = number(at, 2, "an extra field"), length = number(at + 2, 2, "an extra field");
        std::uint64_t value_at = at + 4;
        at = value_at + length;
        if (kind != 1) continue;
        for (std::uint64_t* one : {&member.size, &member.compressed, &member.header_at}) {
            if (*one != wide_mark || value_at + 8 > std::min(at, end)) continue;
            *one = number(value_at, 8, "a 64-bit number");
            value_at += 8;
        }
    }
}

storage::FileBytes ZipFile::read(const ZipMember& member) const {
    const std::string place = "member " + quote(member.name);
    if (member.encrypted) fail(place, "an encrypted member", "one without a password");
    if (number(member.header_at, 4, "a local header") != local_signature) {
        fail(place, "other data", "a local header at byte " + to_text(member.header_at));
    }
    const std::uint64_t at = member.header_at + local_size + number(member.header_at + 26, 2, "a local header") +
                             number(member.header_at + 28, 2, "a local header");
    if (at > file_.bytes.size() || member.compressed > file_.bytes.size() - at) {
        fail(place, to_text(member.compressed) + " bytes", "no more than the file has");
    }
    const auto compressed = file_.bytes.subspan(at, member.compressed);
    if (!member.deflated && member.compressed != member.size) {
        fail(place, "a size of " + to_text(member.size), to_text(member.compressed) + ", as it is stored");
    }
    storage::FileBytes content =
        member.deflated ? inflated(member, compressed) : storage::FileBytes{file_.owner, compressed, file_.path};
    const auto* bytes = reinterpret_cast<const Bytef*>(content.bytes.data());
    if (crc32_z(0, bytes, content.bytes.size()) != member.checksum) {
        fail(place, "damaged data (its checksum differs)", "the content that was written");
    }
    content.path += ":" + printable(member.name, 1000);
    return content;
}

storage::FileBytes ZipFile::inflated(const ZipMember& member, std::span<const std::byte> compressed) const {
    const std::string place = "member " + quote(member.name);
    if (member.size / most_inflation > member.compressed) {
        fail(place, "a size of " + to_text(member.size), "what " + to_text(member.compressed) + " bytes can hold");
    }
    require_plausible_size(member.size, member.compressed, file_.path, place);
    const auto memory = std::make_shared_for_overwrite<std::byte[]>(member.size);
    RawInflater inflater;
    z_stream& stream = inflater.stream;
    std::uint64_t taken = 0, filled = 0;
    int result = Z_OK;
    while (result == Z_OK) {
        // zlib's interface is older than const; it only reads.
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(compressed.data() + taken));
        stream.avail_in = static_cast<uInt>(std::min(largest_step, compressed.size() - taken));
        stream.next_out = reinterpret_cast<Bytef*>(memory.get() + filled);
        stream.avail_out = static_cast<uInt>(std::min(largest_step, member.size - filled));
        const std::uint64_t offered = stream.avail_in, room = stream.avail_out;
        result = inflate(&stream, Z_NO_FLUSH);
        taken += offered - stream.avail_in;
        filled += room - stream.avail_out;
    }
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_STREAM_END || filled != member.size) {
        fail(place, "damaged data", to_text(member.size) + " bytes when decompressed");
    }
    return {memory, {memory.get(), static_cast<std::size_t>(member.size)}, file_.path};
}

}  // namespace descent::data
