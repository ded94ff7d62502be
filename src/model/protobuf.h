#pragma once
/// \file
/// Writes the wire format of Protocol Buffers: as much of it as ONNX and TensorBoard need.
///
/// Source: protobuf.dev, "Encoding". A message is fields one behind the other; a field is its number and wire type as
/// one varint, then its value. [one thread]
///
///     model::ProtoMessage dimension;
///     dimension.number(1, 784);

#include <cstddef>
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
    /// double: wire type 1.
    void fixed64(std::uint32_t field, double value);
    /// float: wire type 5.
    void fixed32(std::uint32_t field, float value);
    /// A message inside this one: wire type 2.
    void message(std::uint32_t field, const ProtoMessage& value) { text(field, value.bytes_); }

    const std::string& bytes() const { return bytes_; }

private:
    void varint(std::uint64_t value);
    void append(const void* bytes, std::size_t count) { bytes_.append(static_cast<const char*>(bytes), count); }

    std::string bytes_;
};

}  // namespace descent::model
