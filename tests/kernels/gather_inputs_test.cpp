// From rows of a file to scaled floats, for every type of element.
#include <cmath>
#include <cstdint>
#include <limits>

#include "kernels/matrices.h"

namespace descent::kernels {
namespace {

using test::Matrix;

/// A file of `rows` x `columns` elements that begins `offset` bytes after an aligned address.
template <class Element>
struct File {
    std::size_t rows, columns, offset;
    std::vector<std::byte> bytes;

    File(std::size_t file_rows, std::size_t file_columns, std::size_t file_offset)
        : rows(file_rows),
          columns(file_columns),
          offset(file_offset),
          bytes(offset + rows * columns * sizeof(Element)) {
        RandomStream random(7, "file");
        for (std::size_t i = 0; i < rows * columns; ++i) {
            const Element element = any(random);
            std::memcpy(bytes.data() + offset + i * sizeof(Element), &element, sizeof(Element));
        }
    }
    Element at(std::size_t row, std::size_t column) const {
        Element element;
        std::memcpy(&element, bytes.data() + offset + (row * columns + column) * sizeof(Element), sizeof(Element));
        return element;
    }

private:
    static Element any(RandomStream& random) {
        if constexpr (std::is_integral_v<Element>) {
            return static_cast<Element>(random.below(std::uint64_t{1} << 62) >> (random.below(62)));
        } else {
            return static_cast<Element>(2000 * random.uniform() - 1000);
        }
    }
};

template <class Element>
void check(ElementType type, std::size_t columns, std::size_t offset) {
    INFO("type " << static_cast<int>(type) << ", " << columns << " columns, " << offset << " bytes off");
    const File<Element> file(20, columns, offset);
    const std::vector<std::uint32_t> rows = {3, 0, 19, 3, 7, 8, 9};
    const Matrix scaling = Matrix::random(2, columns, "scaling");
    const std::vector<double> shift(scaling.data(), scaling.data() + columns);
    const std::vector<double> scale(scaling.data() + scaling.stride(), scaling.data() + scaling.stride() + columns);
    test::on_every_set([&](const KernelTable& table) {
        Matrix out(rows.size(), columns);
        table.gather_inputs({.in = file.bytes.data() + offset,
                             .type = type,
                             .in_columns = columns,
                             .rows = rows.data(),
                             .shift = scaling.data(),
                             .scale = scaling.data() + scaling.stride(),
                             .wide_shift = shift.data(),
                             .wide_scale = scale.data(),
                             .fill = nullptr,
                             .out = out.data(),
                             .out_stride = out.stride(),
                             .patterns = rows.size()});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t c = 0; c < columns; ++c) {
                const double x = static_cast<double>(file.at(rows[i], c));
                const double exact = (x - scaling.at(0, c)) * scaling.at(1, c);
                // float32: two roundings, of the difference (below |x| + 1) and of the product
                const double bound = (std::abs(x) + 1) * 0x1p-23;
                if (!(std::abs(out.at(i, c) - exact) <= bound)) FAIL(out.at(i, c) << " instead of " << exact);
            }
        }
        CHECK(out.nothing_written_beyond(columns));
        return out.numbers();
    });
}

template <class Element>
void check_type(ElementType type) {
    for (const std::size_t columns : {1, 2, 15, 16, 17, 63, 64, 65, 784}) {
        for (const std::size_t offset : {0, 1, 3}) check<Element>(type, columns, offset);
    }
}

}  // namespace

TEST_CASE("gather_inputs reads bytes at any address") { check_type<std::uint8_t>(ElementType::u8); }
TEST_CASE("gather_inputs reads 32-bit floats at any address") { check_type<float>(ElementType::f32); }
TEST_CASE("gather_inputs reads 64-bit floats at any address") { check_type<double>(ElementType::f64); }
TEST_CASE("gather_inputs reads 32-bit integers at any address") { check_type<std::int32_t>(ElementType::i32); }
TEST_CASE("gather_inputs reads 64-bit integers at any address") { check_type<std::int64_t>(ElementType::i64); }

TEST_CASE("gather_inputs scales every byte to the float nearest to byte/255 or one beside it") {
    std::vector<std::byte> bytes(256);
    for (std::size_t i = 0; i < 256; ++i) bytes[i] = static_cast<std::byte>(i);
    Matrix shift(1, 256), scale(1, 256);
    for (std::size_t i = 0; i < 256; ++i) {
        shift.at(0, i) = 0;
        scale.at(0, i) = 1.0f / 255.0f;
    }
    const std::uint32_t row = 0;
    test::on_every_set([&](const KernelTable& table) {
        Matrix out(1, 256);
        table.gather_inputs({.in = bytes.data(),
                             .type = ElementType::u8,
                             .in_columns = 256,
                             .rows = &row,
                             .shift = shift.data(),
                             .scale = scale.data(),
                             .wide_shift = nullptr,
                             .wide_scale = nullptr,
                             .fill = nullptr,
                             .out = out.data(),
                             .out_stride = out.stride(),
                             .patterns = 1});
        for (std::size_t i = 0; i < 256; ++i) {
            CHECK(out.at(0, i) == Approx(static_cast<double>(i) / 255).epsilon(0x1p-23));
        }
        CHECK(out.at(0, 255) == 1);
        return out.numbers();
    });
}

TEST_CASE("gather_inputs keeps what float32 cannot hold until after the shift") {
    const std::int64_t big = (std::int64_t{1} << 40) + 1;  // nearest float32 is 2^40
    std::byte bytes[8];
    std::memcpy(bytes, &big, 8);
    const double shift = 0x1p40 - 0.25, scale = 4;  // nor can float32 hold the shift
    const std::uint32_t row = 0;
    test::on_every_set([&](const KernelTable& table) {
        Matrix out(1, 1);
        table.gather_inputs({.in = bytes,
                             .type = ElementType::i64,
                             .in_columns = 1,
                             .rows = &row,
                             .shift = nullptr,
                             .scale = nullptr,
                             .wide_shift = &shift,
                             .wide_scale = &scale,
                             .fill = nullptr,
                             .out = out.data(),
                             .out_stride = out.stride(),
                             .patterns = 1});
        CHECK(out.at(0, 0) == 5);
        return out.numbers();
    });
}

TEST_CASE("gather_inputs puts the fill of a column where a double is missing, before it scales") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::size_t columns : {1, 2, 7, 8, 9, 16, 17, 65}) {
        std::vector<double> file(2 * columns), shift(columns), scale(columns), fill(columns);
        for (std::size_t c = 0; c < columns; ++c) {
            file[c] = c % 3 == 0 ? nan : static_cast<double>(c) + 0.5;
            file[columns + c] = c % 2 == 0 ? nan : -static_cast<double>(c);
            shift[c] = 1e9 + static_cast<double>(c);
            scale[c] = 0.25;
            fill[c] = 1e9 + static_cast<double>(2 * c);
        }
        const std::vector<std::uint32_t> rows = {1, 0};
        test::on_every_set([&](const KernelTable& table) {
            Matrix out(2, columns);
            table.gather_inputs({.in = reinterpret_cast<const std::byte*>(file.data()),
                                 .type = ElementType::f64,
                                 .in_columns = columns,
                                 .rows = rows.data(),
                                 .shift = nullptr,
                                 .scale = nullptr,
                                 .wide_shift = shift.data(),
                                 .wide_scale = scale.data(),
                                 .fill = fill.data(),
                                 .out = out.data(),
                                 .out_stride = out.stride(),
                                 .patterns = 2});
            for (std::size_t i = 0; i < 2; ++i) {
                for (std::size_t c = 0; c < columns; ++c) {
                    const double raw = file[rows[i] * columns + c];
                    const double x = std::isnan(raw) ? fill[c] : raw;
                    CHECK(out.at(i, c) == static_cast<float>((x - shift[c]) * 0.25));
                }
            }
            return out.numbers();
        });
    }
}

}  // namespace descent::kernels
