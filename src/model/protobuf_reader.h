#pragma once
/// \file
/// Reads the wire format of Protocol Buffers, field by field. Every byte is checked; nothing is allocated. [any thread]
///
///     ProtoReader reader(bytes, "net.onnx", "graph");
///     while (reader.next()) if (reader.field() == 1) use(reader.bytes());

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace descent::model {

class ProtoReader {
public:
    /// `path` and `place` are named by errors.
    ProtoReader(std::span<const std::byte> bytes, std::string path, std::string place)
        : left_(bytes), path_(std::move(path)), place_(std::move(place)) {}

    /// Goes to the next field; false at the end. Throws InputError where the bytes are no field.
    bool next();
    std::uint32_t field() const { return field_; }

    /// Of the field that `next` went to. Each throws InputError where it is of another wire type.
    std::uint64_t number() const;
    float single() const;
    std::span<const std::byte> bytes() const;
    std::string text() const;

    /// Adds the numbers of a repeated field, one or packed.
    void add_numbers(std::vector<std::uint64_t>& numbers) const;
    /// The bytes of a repeated field of fixed width, one number or packed.
    std::span<const std::byte> fixed(std::size_t width) const;

    [[noreturn]] void fail(const std::string& found, const std::string& expected) const;

private:
    enum Wire : std::uint32_t { varint_wire = 0, fixed64_wire = 1, bytes_wire = 2, fixed32_wire = 5 };

    std::uint64_t varint();
    std::span<const std::byte> take(std::uint64_t count);
    void require(Wire wire, const char* what) const;

    std::span<const std::byte> left_;
    std::string path_, place_;
    std::uint32_t field_ = 0, wire_ = 0;
    std::uint64_t number_ = 0;
    std::span<const std::byte> bytes_;
};

}  // namespace descent::model
