#include "report/figures/figure.h"

namespace descent::report {
namespace figure {

#define FIGURE(name) Figure name();
#include "report/figures/list.inc"
#undef FIGURE

}  // namespace figure

const std::vector<Figure>& figures() {
    static const std::vector<Figure> list = {
#define FIGURE(name) figure::name(),
#include "report/figures/list.inc"
#undef FIGURE
    };
    return list;
}

}  // namespace descent::report
