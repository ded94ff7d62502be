#include "update/conformance/check.h"

#include <exception>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update::conformance {

const Check& find_check(std::string_view name, const std::string& option) {
    std::vector<std::string> names;
    for (const Check* check : checks()) {
        if (check->name == name) return *check;
        names.emplace_back(check->name);
    }
    throw UsageError(option,
                     "there is no check " + quote(name) + did_you_mean(name, names) + " (see the list of checks)");
}

Outcome run(const Check& check, const Subject& subject) {
    try {
        return check.run(subject);
    } catch (const std::exception& error) {
        return failed(error.what());
    }
}

}  // namespace descent::update::conformance
