// From rows of a data set in random order to a batch of scaled floats.
#include <descent/dataset.h>

#include "base/random.h"
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    std::vector<std::byte> file;
    std::vector<std::uint32_t> rows;
    Matrix shift, scale, out;
    std::vector<double> wide;
};

void register_type(ElementType type, const std::string& type_name, bool fills = false) {
    constexpr std::size_t file_rows = 20000, columns = 784, patterns = 64;
    const double bytes = static_cast<double>(patterns * columns * (size_of(type) + sizeof(float)));
    register_bytes(
        "gather_inputs/" + type_name + "/784/patterns:64", bytes, [=](const kernels::KernelTable& table) -> Call {
            auto at = std::make_shared<Arrays>(Arrays{std::vector<std::byte>(file_rows * columns * size_of(type)),
                                                      std::vector<std::uint32_t>(file_rows / patterns * patterns),
                                                      {1, columns},
                                                      {1, columns},
                                                      {patterns, columns},
                                                      std::vector<double>(columns)});
            RandomStream random(1, "rows");
            for (auto& row : at->rows) row = static_cast<std::uint32_t>(random.below(file_rows));
            auto first = std::make_shared<std::size_t>(0);
            return [=, &table] {
                table.gather_inputs({.in = at->file.data(),
                                     .type = type,
                                     .in_columns = columns,
                                     .rows = at->rows.data() + *first,
                                     .shift = at->shift.data(),
                                     .scale = at->scale.data(),
                                     .wide_shift = at->wide.data(),
                                     .wide_scale = at->wide.data(),
                                     .fill = fills ? at->wide.data() : nullptr,
                                     .out = at->out.data(),
                                     .out_stride = at->out.stride,
                                     .patterns = patterns});
                *first = (*first + patterns) % at->rows.size();
            };
        });
}

}  // namespace

void register_gather_inputs() {
    register_type(ElementType::u8, "u8");
    register_type(ElementType::f32, "f32");
    register_type(ElementType::f64, "f64");
    register_type(ElementType::f64, "f64_filled", true);
    register_type(ElementType::i32, "i32");
    register_type(ElementType::i64, "i64");
}

}  // namespace descent::bench
