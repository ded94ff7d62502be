#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "cli/options/comparison_options.h"
#include "cli/options/parse.h"
#include "contest/preparation/decisions.h"

namespace descent::cli {

void StudyChoice::add_to(OptionList& options) {
    problems.add_to(options);
    contestants.add_to(options);
    plugins.add_to(options);
    protocol.add_to(options);
}

PreparedStudy StudyChoice::prepare(const contest::SearchGiven& given) {
    PreparedStudy prepared{.registry = plugins.registry(), .problems = {}, .contestants = {}, .left_out = {}};
    prepared.contestants = contestants.contestants(prepared.registry);
    problems.metric = contest::metric_of(problems.metric, protocol.protocol);
    contest::check_search(prepared.contestants, protocol.protocol, prepared.registry, given);
    prepared.problems = problems.problems(prepared.left_out);
    return prepared;
}

contest::SearchGiven search_given(const OptionList& options) {
    return {.budget = options.given("budget"),
            .tuning_seeds = options.given("tuning-seeds"),
            .tuned = options.given("tuned")};
}

StudyOptions recorded_options(const OptionList& options) {
    constexpr std::array<std::string_view, 9> left_out = {"config", "force",  "help",        "jobs",  "out",
                                                          "quiet",  "report", "report-only", "resume"};
    StudyOptions recorded;
    for (const auto& [name, values] : options.values()) {
        if (std::ranges::find(left_out, name) == left_out.end() && name != "shard") recorded[name] = values;
    }
    return recorded;
}

std::unique_ptr<RecordedStudy> recorded_study(const std::string& folder, const StudyOptions& recorded,
                                              const StudyOptions& instead) {
    if (recorded.empty()) {
        throw InputError(folder, "", "a study without the options that made it", "one that 'descent compare' began");
    }
    StudyOptions all = recorded;
    for (const auto& [name, values] : instead) all[name] = values;
    auto study = std::make_unique<RecordedStudy>();
    OptionList options;
    study->choice.add_to(options);
    std::vector<std::string> words;
    for (const auto& [name, values] : all) {
        const Option* known = options.find(name);
        const bool flag = known != nullptr && known->kind == Option::Kind::flag;
        for (const std::string& value : values) words.push_back("--" + name + (flag ? "" : "=" + value));
    }
    parse(options, words);
    study->prepared = study->choice.prepare(search_given(options));
    return study;
}

}  // namespace descent::cli
