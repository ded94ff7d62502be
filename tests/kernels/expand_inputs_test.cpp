// From stored columns of a table to scaled floats, against the definition of each input.
#include <cmath>
#include <limits>

#include "kernels/matrices.h"

namespace descent::kernels {
namespace {

using test::Matrix;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Columns: a number, a category of `categories`, its indicator, two numbers, a category of one.
struct Layout {
    std::size_t categories;
    std::vector<InputRange> numbers, one_hot, indicators;
    std::size_t inputs;

    explicit Layout(std::size_t count)
        : categories(count),
          numbers{{0, 0, 1}, {2, count + 2, 2}},
          one_hot{{1, 1, count}, {4, count + 4, 1}},
          indicators{{1, count + 1, 1}},
          inputs(count + 5) {}

    /// Input k of a stored row; `fill` stands for NaN.
    double input(const std::vector<double>& row, std::size_t k, double fill) const {
        const auto bit = [&](double stored, std::size_t place) {
            return std::isnan(stored) ? fill : stored == static_cast<double>(place) ? 1 : 0;
        };
        if (k == categories + 1) return std::isnan(row[1]) ? 1 : 0;
        if (k == categories + 4) return bit(row[4], 0);
        if (k >= 1 && k <= categories) return bit(row[1], k - 1);
        const double number = k == 0 ? row[0] : row[k - categories];
        return std::isnan(number) ? fill : number;
    }
};

std::vector<float> scaled(const std::vector<double>& raw, const std::vector<double>& shift) {
    std::vector<float> result;
    for (std::size_t k = 0; k < raw.size(); ++k) result.push_back(static_cast<float>((raw[k] - shift[k]) * 0.25));
    return result;
}

void check(std::size_t categories, std::size_t offset) {
    const Layout layout(categories);
    const double last = static_cast<double>(categories) - 1;
    const std::vector<std::vector<double>> file = {
        {1e9 + 0.5, 0, 2, 3, 0}, {nan, last, nan, -3, nan}, {7, nan, 1e-3, nan, -1}, {1, -1, 2, 3, 0}};
    std::vector<std::byte> bytes(offset);
    for (const auto& row : file) {
        const auto* first = reinterpret_cast<const std::byte*>(row.data());
        bytes.insert(bytes.end(), first, first + row.size() * sizeof(double));
    }
    std::vector<double> shift(layout.inputs), fill(layout.inputs);
    for (std::size_t k = 0; k < layout.inputs; ++k) {
        shift[k] = k % 2 == 0 ? 1e9 : 0;
        fill[k] = 1e9 + static_cast<double>(2 * k);
    }
    const std::vector<double> scale(layout.inputs, 0.25);
    const std::vector<float> zeros = scaled(std::vector<double>(layout.inputs, 0.0), shift);
    const std::vector<float> ones = scaled(std::vector<double>(layout.inputs, 1.0), shift);
    const std::vector<float> fills = scaled(fill, shift);
    const std::vector<std::uint32_t> rows = {2, 0, 3, 3, 1, 0, 2};
    const auto ranges = [](const auto& list) { return InputRanges{list.data(), list.data() + list.size()}; };
    test::on_every_set([&](const KernelTable& table) {
        Matrix out(rows.size(), layout.inputs);
        table.expand_inputs({.in = bytes.data() + offset,
                             .in_columns = 5,
                             .rows = rows.data(),
                             .numbers = ranges(layout.numbers),
                             .categories = ranges(layout.one_hot),
                             .indicators = ranges(layout.indicators),
                             .shift = shift.data(),
                             .scale = scale.data(),
                             .zeros = zeros.data(),
                             .ones = ones.data(),
                             .fills = fills.data(),
                             .out = out.data(),
                             .out_stride = out.stride(),
                             .patterns = rows.size(),
                             .inputs = layout.inputs});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t k = 0; k < layout.inputs; ++k) {
                const double raw = layout.input(file[rows[i]], k, fill[k]);
                CHECK(out.at(i, k) == static_cast<float>((raw - shift[k]) * 0.25));
            }
        }
        CHECK(out.nothing_written_beyond(layout.inputs));
        return out.numbers();
    });
}

}  // namespace

TEST_CASE("expand_inputs sets the one input of a category, and fills all of a missing one") {
    for (const std::size_t categories : {1, 2, 3, 11, 12, 13, 60, 1000}) {
        for (const std::size_t offset : {0, 1, 8}) check(categories, offset);
    }
}

TEST_CASE("expand_inputs sets no input for a number that is no place of a category") {
    const std::vector<double> file = {-1, 3, 1e300, -1e300, std::numeric_limits<double>::infinity(), 0x1p63, 0x1p64};
    const std::vector<std::uint32_t> rows = {0, 1, 2, 3, 4, 5, 6};
    const InputRange category{0, 0, 3};
    const std::vector<double> shift(3), scale(3, 1);
    const std::vector<float> zeros(3), ones(3, 1);
    test::on_every_set([&](const KernelTable& table) {
        Matrix out(rows.size(), 3);
        table.expand_inputs({.in = reinterpret_cast<const std::byte*>(file.data()),
                             .in_columns = 1,
                             .rows = rows.data(),
                             .numbers = {nullptr, nullptr},
                             .categories = {&category, &category + 1},
                             .indicators = {nullptr, nullptr},
                             .shift = shift.data(),
                             .scale = scale.data(),
                             .zeros = zeros.data(),
                             .ones = ones.data(),
                             .fills = ones.data(),
                             .out = out.data(),
                             .out_stride = out.stride(),
                             .patterns = rows.size(),
                             .inputs = 3});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t k = 0; k < 3; ++k) CHECK(out.at(i, k) == 0);
        }
        CHECK(out.nothing_written_beyond(3));
        return out.numbers();
    });
}

}  // namespace descent::kernels
