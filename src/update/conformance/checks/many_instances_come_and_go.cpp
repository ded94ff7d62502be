#include "update/conformance/bench.h"

#include <memory>

namespace descent::update::conformance {
namespace {

Outcome check_many_instances_come_and_go(const Subject& subject) {
    std::vector<std::unique_ptr<Bench>> benches;
    const network::Layout layout = layout_of(2, {1});
    for (std::size_t i = 0; i < 1000; ++i) {
        benches.push_back(std::make_unique<Bench>(subject, layout));
        if (benches.size() > 16) benches.erase(benches.begin() + static_cast<std::ptrdiff_t>(i % 16));
    }
    return passed();
}

}  // namespace

extern const Check many_instances_come_and_go;
const Check many_instances_come_and_go = {
    "many_instances_come_and_go",
    "A thousand instances can be made and destroyed, in any order: tuning makes one a trial.",
    check_many_instances_come_and_go};

}  // namespace descent::update::conformance
