// Deltas packed into panels.
#include "kernels/all.h"
#include "kernels/bench.h"

namespace descent::bench {

namespace {

struct Arrays {
    Matrix from, to;
};

void register_pack(std::size_t patterns, std::size_t columns) {
    const std::string name = "pack_panels/" + std::to_string(columns) + "/patterns:" + std::to_string(patterns);
    register_bytes(name, 8.0 * static_cast<double>(patterns * columns), [=](const kernels::KernelTable& table) -> Call {
        auto at = std::make_shared<Arrays>(Arrays{{patterns, columns}, {patterns, columns}});
        return [=, &table] {
            table.pack_panels({.from = at->from.data(),
                               .from_stride = at->from.stride,
                               .packed = at->to.data(),
                               .patterns = patterns,
                               .columns = at->from.width(),
                               .first = 0,
                               .end = patterns});
        };
    });
}

}  // namespace

void register_packing() {
    register_pack(256, 1024);
    register_pack(1024, 4096);
}

}  // namespace descent::bench
