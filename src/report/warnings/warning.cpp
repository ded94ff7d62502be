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

std::vector<Finding> findings(const Results& results) {
    std::vector<Finding> found;
    for (const ProblemResults& problem : results.problems) {
        for (const Warning& warning : warnings()) {
            for (std::string& message : warning.find(results, problem)) {
                found.push_back({warning.name, problem.problem.name, std::move(message), warning.remedy});
            }
        }
    }
    return found;
}

}  // namespace descent::report
