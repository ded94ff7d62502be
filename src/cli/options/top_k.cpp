#include "cli/options/top_k.h"

#include <descent/evaluation.h>

#include "base/range.h"
#include "base/text.h"

namespace descent::cli {

void add_top_k(OptionList& options, std::optional<std::size_t>& top_k, std::vector<Rule> rules) {
    options.add({.name = "top-k",
                 .value = "K",
                 .help = "the top-K accuracy: the share of the patterns whose class is among the K largest outputs",
                 .default_text = to_text(default_top_k) + " where there are more classes",
                 .set =
                     [&top_k](const std::string& given) {
                         top_k = parse_whole("top-k", given, {1, UINT32_MAX});
                     },
                 .rules = std::move(rules)});
}

}  // namespace descent::cli
