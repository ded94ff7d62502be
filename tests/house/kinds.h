#pragma once
// The kinds of things that can be added, the recipes of CONTRIBUTING.md, and how code names one of a kind.

#include <functional>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace descent::house {

using Names = std::vector<std::string>;

struct Kind {
    std::string title;   ///< of its recipe: "A schedule"
    std::string folder;  ///< part of the path of a file that is named after one
    std::string form;    ///< NAME stands for one_cycle, DASHED for one-cycle, Name for OneCycle, UPPER for ONE_CYCLE
    std::function<Names()> all;

    /// What names one of them.
    std::regex form_of(const std::string& name) const;
    /// Is the file named after it? "src/training/schedules/one_cycle.cpp", "tests/kernels/dense_forward_test.cpp".
    bool is_own_file(const std::string& path, const std::string& name) const;
};

const std::vector<Kind>& kinds();

/// "### A warning (3 files), as `too_few_seeds`", then one file an item: the first that it names.
struct Recipe {
    std::string title, example;
    std::size_t count = 0;
    std::set<std::string> files = {};  ///< for the example
};

std::vector<Recipe> recipes();

/// All that the expression finds in a file: its first group.
Names found_in(const std::string& path, const std::string& expression);

/// A name as a word of a sentence: "one-cycle" or "one_cycle".
std::regex word_of(const std::string& name);

}  // namespace descent::house
