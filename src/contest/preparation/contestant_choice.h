#pragma once
/// \file
/// Who takes part in a comparison, as a user says it: names, and settings of which lists become the grid.
///
///     ContestantChoice choice{.optimizers = {"gd", "adam"}};
///     choice.set("adam.learning_rate=0.001,0.01");

#include <descent/comparison.h>

#include <map>
#include <string>
#include <vector>

namespace descent::contest {

struct ContestantChoice {
    std::vector<std::string> optimizers = {"gd", "momentum", "adam"};
    /// values by hyper-parameter, of every optimizer that has it
    std::map<std::string, std::vector<std::string>> settings = {};
    /// the same of one optimizer
    std::map<std::string, std::map<std::string, std::vector<std::string>>> settings_of = {};

    /// "[NAME.]KEY=VALUE[,VALUE...]". Throws UsageError for another form.
    void set(const std::string& given);
    /// Throws UsageError for an optimizer or hyper-parameter that there is not.
    std::vector<Contestant> contestants(const Registry& registry) const;
};

/// What of the search a user gave.
struct SearchGiven {
    bool budget = false, tuning_seeds = false, tuned = false;
};

/// Throws UsageError for what was given of the search and has no meaning where nothing is searched.
void check_search(const std::vector<Contestant>& contestants, const Protocol& protocol, const Registry& registry,
                  const SearchGiven& given);

}  // namespace descent::contest
