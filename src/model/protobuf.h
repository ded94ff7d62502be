#pragma once
/// \file
/// Writes the wire format of Protocol Buffers: as much of it as ONNX needs.
///
/// Source: protobuf.dev, "Encoding". A message is fields one behind the other; a field is its number and wire type as
/// one varint, then its value. [one thread]
///
///     model::ProtoMessage dimension;
///     dimension.number(1, 784);

#include <cstdint>
#include <string>
#include <string_view>

namespace descent::model {

class ProtoMessage {
public:
    /// int32, int64, enum and bool: wire type 0.
    void number(std::uint32_t field, std::uint64_t value);
    /// string and bytes: wire type 2.
    void text(std::uint32_t field, std::string_view value);
    /// A message inside this one: wire type 2.
    void message(std::uint32_t field, const ProtoMessage& value) { text(field, value.bytes_); }

    const std::string& bytes() const { return bytes_; }

private:
    void varint(std::uint64_t value);

    std::string bytes_;
};

}  // namespace descent::model
