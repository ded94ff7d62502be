// Source: protobuf.dev, "Encoding".
#include "model/protobuf_reader.h"

#include <descent/error.h>

#include <cstring>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::model {

void ProtoReader::fail(const std::string& found, const std::string& expected) const {
    throw InputError(path_, place_, found, expected);
}

std::uint64_t ProtoReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (left_.empty()) fail("an end inside a number", "whole fields of Protocol Buffers");
        const auto byte = static_cast<std::uint64_t>(left_.front());
        left_ = left_.subspan(1);
        value |= (byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) return value;
    }
    fail("a number of more than 10 bytes", "whole fields of Protocol Buffers");
}

std::span<const std::byte> ProtoReader::take(std::uint64_t count) {
    if (count > left_.size()) {
        fail("a field of " + to_text(count) + " bytes where " + to_text(left_.size()) + " are left",
             "whole fields of Protocol Buffers");
    }
    const auto taken = left_.first(static_cast<std::size_t>(count));
    left_ = left_.subspan(taken.size());
    return taken;
}

bool ProtoReader::next() {
    if (left_.empty()) return false;
    const std::uint64_t key = varint();
    field_ = static_cast<std::uint32_t>(key >> 3U);
    wire_ = static_cast<std::uint32_t>(key & 7U);
    if (field_ == 0 || (key >> 3U) > UINT32_MAX) fail("field " + to_text(key >> 3U), "a field from 1 up");
    switch (wire_) {
        case varint_wire: number_ = varint(); break;
        case fixed64_wire: bytes_ = take(8); break;
        case bytes_wire: bytes_ = take(varint()); break;
        case fixed32_wire: bytes_ = take(4); break;
        default: fail("wire type " + to_text(wire_), "0, 1, 2 or 5: is it a file of Protocol Buffers?");
    }
    return true;
}

void ProtoReader::require(Wire wire, const char* what) const {
    if (wire_ != wire) fail("wire type " + to_text(wire_) + " at field " + to_text(field_), what);
}

std::uint64_t ProtoReader::number() const {
    require(varint_wire, "a number");
    return number_;
}

float ProtoReader::single() const {
    require(fixed32_wire, "a float32");
    float value = 0;
    std::memcpy(&value, bytes_.data(), sizeof(value));
    return value;
}

std::span<const std::byte> ProtoReader::bytes() const {
    require(bytes_wire, "bytes");
    return bytes_;
}

std::string ProtoReader::text() const { return std::string(storage::as_text(bytes())); }

void ProtoReader::add_numbers(std::vector<std::uint64_t>& numbers) const {
    if (wire_ == varint_wire) return numbers.push_back(number_);
    ProtoReader packed(bytes(), path_, place_);
    while (!packed.left_.empty()) numbers.push_back(packed.varint());
}

std::span<const std::byte> ProtoReader::fixed(std::size_t width) const {
    if (wire_ == (width == 4 ? fixed32_wire : fixed64_wire)) return bytes_;
    if (bytes().size() % width != 0) {
        fail(to_text(bytes_.size()) + " bytes of numbers", "a multiple of " + to_text(width));
    }
    return bytes_;
}

}  // namespace descent::model
