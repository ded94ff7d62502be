#include "model/protobuf.h"

namespace descent::model {

void ProtoMessage::varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
}

void ProtoMessage::number(std::uint32_t field, std::uint64_t value) {
    varint(std::uint64_t{field} << 3);
    varint(value);
}

void ProtoMessage::text(std::uint32_t field, std::string_view value) {
    varint(std::uint64_t{field} << 3 | 2);
    varint(value.size());
    bytes_ += value;
}

void ProtoMessage::fixed64(std::uint32_t field, double value) {
    varint(std::uint64_t{field} << 3 | 1);
    append(&value, sizeof(value));  // little-endian, as this machine
}

void ProtoMessage::fixed32(std::uint32_t field, float value) {
    varint(std::uint64_t{field} << 3 | 5);
    append(&value, sizeof(value));
}

}  // namespace descent::model
