// Units of a layer dropped.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix a, slopes;
};

void register_drop(std::size_t patterns, std::size_t columns) {
    const std::string name = "dropout/" + std::to_string(columns) + "/patterns:" + std::to_string(patterns);
    register_bytes(name, 12.0 * static_cast<double>(patterns * columns),
                   [=](const kernels::KernelTable& table) -> Call {
                       auto at = std::make_shared<Arrays>(Arrays{{patterns, columns}, {patterns, columns}});
                       return [=, &table] {
                           table.dropout({.a = at->a.data(),
                                          .a_stride = at->a.stride,
                                          .slopes = at->slopes.data(),
                                          .patterns = patterns,
                                          .columns = at->a.width(),
                                          .activation = Activation::relu,
                                          .random = {.key = 1, .draw = 2, .threshold = 0, .scale = 1},
                                          .position = 0});
                       };
                   });
}

}  // namespace

void register_dropout() {
    register_drop(64, 128);
    register_drop(256, 1024);
}

}  // namespace descent::bench
