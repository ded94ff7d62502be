#pragma once
/// \file
/// Parameter groups: other rates, other decay or no training at all for tensors whose names match a pattern.
///
///     auto factors = update::group_factors(layout, {"*.bias: decay=1", "layers.0.*: rate=0.1", "layers.1.*: frozen"});
///     optimizer.set_factors(factors);

#include <string>
#include <string_view>
#include <vector>

#include <descent/registry.h>

#include "network/layout.h"
#include "update/optimizer.h"

namespace descent::update {

/// "PATTERN: rate=FACTOR decay=FACTOR frozen", each part after the colon optional. In patterns * stands for any text
/// and ? for one character; names are those of the model file, "layers.0.weight".
struct Group {
    std::string pattern;
    double rate = -1, decay = -1;  ///< below 0: as it was
    bool frozen = false;
};

/// [any thread] Throws UsageError ("group") that says what is wrong with the text.
Group parse_group(std::string_view text);

/// [any thread] One entry a tensor, for `Optimizer::set_factors`. Groups are applied in order, so that the last one
/// wins. Throws UsageError for a pattern that matches no tensor, and when nothing is left to train.
std::vector<TensorFactors> group_factors(const network::Layout& layout, const std::vector<std::string>& groups);

/// [any thread] Throws UsageError ("group") for what the rule cannot honour: rates of single tensors, and decay of its
/// own, where it updates all tensors at once and does not look at their factors.
void check_factors(const descent_rule& rule, const OptimizerInfo& info, const network::Layout& layout,
                   const std::vector<TensorFactors>& factors);

/// [any thread] Both of the above for an optimizer by its name. Throws as they do.
void check_groups(const Registry& registry, std::string_view optimizer, const network::Layout& layout,
                  const std::vector<std::string>& groups);

}  // namespace descent::update
