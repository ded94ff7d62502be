#pragma once
/// \file
/// Numbers for classes that are given by name.
///
///     ClassNumbers classes(source.class_names);
///     labels.push_back(classes.number("dog").value());
///     classes.finish(targets);

#include <descent/dataset.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descent::data {

/// Classes in the order in which they appear, or the known ones.
class ClassNumbers {
public:
    explicit ClassNumbers(const std::vector<std::string>& known) : fixed_(!known.empty()), names_(known) {
        for (std::uint32_t i = 0; i < known.size(); ++i) numbers_.emplace(known[i], i);
    }

    std::optional<std::uint32_t> number(std::string_view name) {
        const auto found = numbers_.find(name);
        if (found != numbers_.end()) return found->second;
        if (fixed_) return std::nullopt;
        const auto next = static_cast<std::uint32_t>(names_.size());
        numbers_.emplace(name, next);
        names_.emplace_back(name);
        return next;
    }

    const std::vector<std::string>& names() const { return names_; }

    /// Names in order, and the labels changed to match; known classes stay as they are.
    void finish(Dataset::Targets& targets) {
        targets.class_names = names_;
        if (fixed_) return;
        std::vector<std::uint32_t> place(names_.size());
        std::uint32_t next = 0;
        for (const auto& [name, number] : numbers_) {
            targets.class_names[next] = name;
            place[number] = next++;
        }
        for (std::uint32_t& label : targets.labels) label = place[label];
    }

private:
    bool fixed_;
    std::vector<std::string> names_;
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace descent::data
