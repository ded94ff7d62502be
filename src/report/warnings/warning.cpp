#include "report/warnings/warning.h"

namespace descent::report {
namespace warning {

#define WARNING(name) Warning name();
#include "report/warnings/list.inc"
#undef WARNING

}  // namespace warning

const std::vector<Warning>& warnings() {
    static const std::vector<Warning> list = {
#define WARNING(name) warning::name(),
#include "report/warnings/list.inc"
#undef WARNING
    };
    return list;
}

}  // namespace descent::report
