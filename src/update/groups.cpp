#include "update/groups.h"

#include <algorithm>

#include <descent/error.h>

#include "base/glob.h"
#include "base/text.h"
#include "update/host/call.h"
#include "update/host/closure_of_rule.h"

namespace descent::update {
namespace {

[[noreturn]] void fail(const std::string& problem) { throw UsageError("group", problem); }

double parse_factor(std::string_view text, std::string_view word) {
    const auto number = parse_number<double>(text);
    if (!number || !(*number >= 0 && *number <= 1e6)) {
        fail(std::string(word) + " is " + quote(text) + ", expected a factor from 0 to 1000000");
    }
    return *number;
}

void parse_word(std::string_view word, Group& group) {
    if (word == "frozen") {
        group.frozen = true;
    } else if (word.starts_with("rate=")) {
        group.rate = parse_factor(word.substr(5), "rate");
    } else if (word.starts_with("decay=")) {
        group.decay = parse_factor(word.substr(6), "decay");
    } else {
        fail("found " + quote(word) + ", expected rate=FACTOR, decay=FACTOR or frozen");
    }
}

double usual_decay(const network::Tensor& tensor) { return tensor.kind == network::TensorKind::weight ? 1 : 0; }

}  // namespace

Group parse_group(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        fail("found " + quote(text) + ", expected PATTERN: rate=FACTOR decay=FACTOR frozen");
    Group group{.pattern = std::string(trimmed(text.substr(0, colon)))};
    if (group.pattern.empty()) fail("found " + quote(text) + ", which has no pattern before the colon");
    std::string_view rest = trimmed(text.substr(colon + 1));
    if (rest.empty()) fail("found " + quote(text) + ", which says nothing after the colon");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t,"), rest.size());
        if (end > 0) parse_word(rest.substr(0, end), group);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return group;
}

std::vector<TensorFactors> group_factors(const network::Layout& layout, const std::vector<std::string>& groups) {
    std::vector<TensorFactors> factors;
    std::vector<std::string> names;
    for (const network::Tensor& tensor : layout.tensors) {
        factors.push_back({.decay = usual_decay(tensor)});
        names.push_back(tensor.name);
    }
    for (const std::string& text : groups) {
        const Group group = parse_group(text);
        bool matched = false;
        for (std::size_t t = 0; t < names.size(); ++t) {
            if (!glob_matches(group.pattern, names[t])) continue;
            matched = true;
            if (group.rate >= 0) factors[t].rate = group.rate;
            if (group.decay >= 0) factors[t].decay = group.decay;
            if (group.frozen) factors[t].frozen = true;
        }
        if (!matched) fail("pattern " + quote(group.pattern) + " matches none of: " + join(names));
    }
    if (std::ranges::all_of(factors, [](const TensorFactors& f) { return f.frozen; })) fail("all layers are frozen");
    return factors;
}

void check_factors(const descent_rule& rule, const OptimizerInfo& info, const network::Layout& layout,
                   const std::vector<TensorFactors>& factors) {
    const ClosureOfRule closure = find_closure(rule, who_is(info.name, info.file));
    if (!closure.exists() || closure.honours_groups()) return;
    const bool decays = std::ranges::count(info.hyper_parameters, "weight_decay", &HyperParameterInfo::name) > 0;
    for (std::size_t t = 0; t < factors.size(); ++t) {
        if (factors[t].frozen) continue;
        const network::Tensor& tensor = layout.tensors[t];
        const std::string who = "optimizer " + quote(info.name) + " updates all tensors ";
        if (factors[t].rate != 1) {
            fail(who + "with one rate, so " + tensor.name + " cannot have rate=" + to_text(factors[t].rate) +
                 " (it can be frozen)");
        }
        if (decays && factors[t].decay != usual_decay(tensor)) {
            fail(who + "with one decay, so " + tensor.name + " cannot have decay=" + to_text(factors[t].decay));
        }
    }
}

void check_groups(const Registry& registry, std::string_view optimizer, const network::Layout& layout,
                  const std::vector<std::string>& groups) {
    const std::vector<TensorFactors> factors = group_factors(layout, groups);
    for (const OptimizerInfo& part : registry.parts(optimizer)) {
        check_factors(registry.rule(part.name), part, layout, factors);
    }
}

}  // namespace descent::update
