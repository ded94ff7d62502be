#include <descent/registry.h>

#include <algorithm>

#include <descent/error.h>

#include "base/text.h"
#include "update/builtin_rules.h"
#include "update/composition.h"
#include "update/plugin_loader.h"
#include "update/rule_check.h"

namespace descent {

struct Registry::Entry {
    OptimizerInfo info;
    const descent_rule* rule;
};

Registry::Registry() = default;
Registry::~Registry() = default;
Registry::Registry(Registry&&) noexcept = default;
Registry& Registry::operator=(Registry&&) noexcept = default;

namespace {

template <class Entries>
std::vector<OptimizerInfo> infos_of(const Entries& entries, bool wrappers) {
    std::vector<OptimizerInfo> result;
    for (const auto& entry : entries) {
        if (entry.info.wraps == wrappers) result.push_back(entry.info);
    }
    return result;
}

template <class Entries>
const auto& find(const Entries& entries, std::string_view name) {
    std::vector<std::string> names;
    for (const auto& entry : entries) {
        if (entry.info.name == name) return entry;
        names.push_back(entry.info.name);
    }
    throw UsageError("optimizer", "there is no optimizer " + quote(name) + did_you_mean(name, names) +
                                      " (known: " + join(names) + "; others come from plugins)");
}

std::string place_of(const OptimizerInfo& info) {
    return info.file.empty() ? "built in" : "from " + printable(info.file);
}

}  // namespace

std::vector<OptimizerInfo> Registry::list() const { return infos_of(entries_, false); }
std::vector<OptimizerInfo> Registry::wrappers() const { return infos_of(entries_, true); }

OptimizerInfo Registry::info(std::string_view name) const { return update::compose(parts(name)); }

std::vector<OptimizerInfo> Registry::parts(std::string_view name) const {
    std::vector<OptimizerInfo> result;
    for (const std::string& one : update::names_in(name)) result.push_back(find(entries_, one).info);
    update::check_composition(result);
    return result;
}

const descent_rule& Registry::rule(std::string_view name) const { return *find(entries_, name).rule; }

void Registry::add(const descent_rule& rule, const std::string& file, const std::string& code) {
    OptimizerInfo info = update::check_rule(rule, file);
    info.code = code;
    for (const Entry& other : entries_) {
        if (other.info.name != info.name) continue;
        throw Error("two optimizers are named " + quote(info.name) + ": one is " + place_of(other.info) +
                    ", the other " + place_of(info));
    }
    entries_.push_back({std::move(info), &rule});
}

void Registry::load_plugin(const std::string& path) {
    const descent_entry& entry = update::load_entry(path);
    const auto known = [&](const Entry& other) { return other.rule == entry.rules[0]; };
    if (std::ranges::any_of(entries_, known)) return;
    const std::size_t before = entries_.size();
    const std::string code = update::code_hash(path);
    try {
        for (std::uint64_t i = 0; i < entry.rule_count; ++i) add(*entry.rules[i], path, code);
    } catch (...) {
        entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(before), entries_.end());  // all of it or nothing
        throw;
    }
}

Registry builtin_optimizers() {
    Registry registry;
    for (const descent_rule* rule : update::builtin_rules()) registry.add(*rule, "");
    return registry;
}

}  // namespace descent
