#include "update/composition.h"

#include <algorithm>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update {
namespace {

[[noreturn]] void refuse_composition(const std::string& problem) { throw UsageError("optimizer", problem); }

template <class Named>
void add_with_prefix(std::vector<Named>& to, const std::vector<Named>& from, const std::string& prefix) {
    for (Named one : from) {
        one.name.insert(0, prefix);
        to.push_back(std::move(one));
    }
}

}  // namespace

std::vector<std::string> names_in(std::string_view optimizer) {
    std::vector<std::string> names;
    std::string_view rest = optimizer;
    for (std::size_t open = rest.find('('); open != std::string_view::npos; open = rest.find('(')) {
        if (open == 0 || rest.back() != ')') {
            refuse_composition("found " + quote(optimizer) +
                               ", expected a name, or wrappers around one such as ema(adamw)");
        }
        names.emplace_back(rest.substr(0, open));
        rest = rest.substr(open + 1, rest.size() - open - 2);
    }
    names.emplace_back(rest);
    std::ranges::reverse(names);
    return names;
}

OptimizerInfo compose(const std::vector<OptimizerInfo>& parts) {
    OptimizerInfo whole = parts.front();
    if (parts.size() == 1) return whole;
    whole.slots.clear();
    whole.global_slots.clear();
    whole.tensor_slots.clear();
    for (const OptimizerInfo& part : parts) {
        const std::string prefix = part.name + ".";
        add_with_prefix(whole.slots, part.slots, prefix);
        add_with_prefix(whole.global_slots, part.global_slots, prefix);
        add_with_prefix(whole.tensor_slots, part.tensor_slots, prefix);
        if (&part == &parts.front()) continue;
        add_with_prefix(whole.hyper_parameters, part.hyper_parameters, prefix);
        whole.name = part.name + "(" + whole.name + ")";
        whole.formula += "; then " + part.name + ": " + part.formula;
        whole.source += "; " + part.source;
        if (whole.file.empty()) whole.file = part.file;
        whole.code += part.code;
    }
    return whole;
}

void check_composition(const std::vector<OptimizerInfo>& parts) {
    const std::string& inner = parts.front().name;
    if (parts.front().wraps) {
        refuse_composition(quote(inner) + " works around another optimizer: write which, such as " + inner + "(adamw)");
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string& name = parts[i].name;
        if (!parts[i].wraps)
            refuse_composition(quote(name) + " works around no other optimizer, so there is no " + compose(parts).name);
        const auto same = [&](const OptimizerInfo& other) { return other.name == name; };
        if (std::count_if(parts.begin(), parts.end(), same) > 1) {
            refuse_composition(quote(name) + " stands twice in " + compose(parts).name +
                               ": settings and state go by its name");
        }
    }
}

}  // namespace descent::update
