#include "study/study.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace descent::study {
namespace {

std::optional<double> finite_number(const std::string& text) {
    const auto number = parse_number<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// Numbers before text, numbers by value: settings then stand in the order of a grid.
bool settings_before(const Settings& a, const Settings& b) {
    auto j = b.begin();
    for (auto i = a.begin(); i != a.end() && j != b.end(); ++i, ++j) {
        if (i->first != j->first) return i->first < j->first;
        if (i->second == j->second) continue;
        const auto x = finite_number(i->second), y = finite_number(j->second);
        if (x && y && *x != *y) return *x < *y;
        if (x.has_value() != y.has_value()) return x.has_value();
        return i->second < j->second;
    }
    return a.size() < b.size();
}

}  // namespace

std::vector<const TrialRecord*> Study::of(const std::string& problem, const std::string& optimizer, Phase phase) const {
    std::vector<const TrialRecord*> found;
    for (const TrialRecord& record : trials) {
        const Trial& trial = record.trial;
        if (trial.problem == problem && trial.optimizer == optimizer && trial.phase == phase) found.push_back(&record);
    }
    return found;
}

std::string baseline_of(const Study& study) {
    return study.baseline.empty() && !study.optimizers.empty() ? study.optimizers.front() : study.baseline;
}

std::vector<TrialRecord> latest_of_each(std::vector<TrialRecord> records) {
    std::map<std::string, TrialRecord> by_key;
    for (TrialRecord& record : records) {
        const std::string key = key_of(record.trial);
        const auto known = by_key.find(key);
        if (known == by_key.end()) {
            by_key.emplace(key, std::move(record));
        } else if (record.has_result() || !known->second.has_result()) {
            known->second = std::move(record);
        }
    }
    std::vector<TrialRecord> result;
    for (auto& [key, record] : by_key) result.push_back(std::move(record));
    std::stable_sort(result.begin(), result.end(), [](const TrialRecord& a, const TrialRecord& b) {
        if (a.trial.settings != b.trial.settings) return settings_before(a.trial.settings, b.trial.settings);
        return a.trial.seed < b.trial.seed;
    });
    return result;
}

double setting(const Settings& settings, const std::string& name) {
    const auto found = settings.find(name);
    const auto number = found == settings.end() ? std::nullopt : finite_number(found->second);
    return number.value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace descent::study
