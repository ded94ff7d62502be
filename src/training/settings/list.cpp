#include <descent/error.h>

#include <algorithm>

#include "training/settings/rows.h"

namespace descent::training {
namespace {

std::vector<Setting> all_settings() {
    std::vector<Setting> all;
    for (const auto rows : {
             start_settings,
             optimizer_settings,
             pass_settings,
             update_settings,
             stopping_settings,
             machine_settings,
             checkpoint_settings,
         }) {
        for (Setting& row : rows()) all.push_back(std::move(row));
    }
    return all;
}

}  // namespace

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all = all_settings();
    return all;
}

const Setting& setting(const std::string& name) {
    const auto found = std::ranges::find(settings(), name, &Setting::name);
    if (found == settings().end()) throw Error("there is no setting '" + name + "'");
    return *found;
}

void check_settings(const TrainingOptions& options) {
    for (const Setting& one : settings()) {
        one.check(options);
        if (!one.needs.empty() && !one.is_default(options) && setting(one.needs).is_default(options)) {
            throw UsageError(one.name, "needs " + one.needs);
        }
        if (!one.excludes.empty() && !one.is_default(options) && !setting(one.excludes).is_default(options)) {
            throw UsageError(one.name, "has no effect with " + one.excludes);
        }
    }
}

void refuse_data_settings(const TrainingOptions& options) {
    for (const Setting& one : settings()) {
        if (one.scope != Scope::data || one.is_default(options)) continue;
        throw UsageError(one.name, "has no meaning for a function; it is for a network on data");
    }
}

}  // namespace descent::training
