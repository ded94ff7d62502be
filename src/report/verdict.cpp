#include "report/verdict.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/cell.h"
#include "report/statistics/signed_rank.h"

namespace descent::report {
namespace {

/// "a, b and c"
std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    }
    return text;
}

std::string p_text(double p) { return "p = " + shown(p, 2); }

std::string more(const std::optional<std::uint64_t>& needed, std::size_t have, const std::string& what) {
    if (!needed) return "no number of " + what + " up to 10000 would, judged by these";
    const std::uint64_t missing = std::max<std::uint64_t>(1, *needed - std::min<std::uint64_t>(*needed, have));
    return to_text(missing) + " more " + what + " would decide it, judged by these";
}

std::string ranks_sentence(const OverProblems& over) {
    std::vector<std::string> others;
    for (std::size_t i = 1; i < over.ranks.size(); ++i) {
        others.push_back(over.ranks[i].optimizer + " (" + shown(over.ranks[i].rank, 3) + ")");
    }
    const bool level = over.ranks.size() > 1 && over.ranks[0].rank == over.ranks[1].rank;
    return "Over " + to_text(over.problems) + " problems " + over.ranks[0].optimizer + " has " +
           (level ? "a mean rank of " : "the best mean rank, ") + shown(over.ranks[0].rank, 3) +
           (level ? ", as has " : ", before ") + listed(others) + ".";
}

std::string friedman_sentence(const OverProblems& over) {
    return (over.friedman_p < significance_level ? "The optimizers differ by Friedman's test ("
                                                 : "Friedman's test does not tell the optimizers apart (") +
           p_text(over.friedman_p) + ").";
}

/// What the pairs' tests say of the first in mean rank.
void add_pairs(const OverProblems& over, std::vector<std::string>& sentences) {
    const std::string& first = over.ranks.front().optimizer;
    std::vector<std::string> beaten, open;
    for (std::size_t i = 1; i < over.ranks.size(); ++i) {
        const ProblemPair pair = over.pair_of(first, over.ranks[i].optimizer);
        if (pair.corrected_p < significance_level) {
            beaten.push_back(pair.b + " (" + p_text(pair.corrected_p) + ")");
        } else {
            open.push_back(first + " and " + pair.b + " are not told apart (" + p_text(pair.corrected_p) +
                           "): " + more(pair.needed, over.problems, "problems") + ".");
        }
    }
    if (!beaten.empty()) {
        sentences.push_back(first + " is better than " + listed(beaten) + " by Wilcoxon's test over the problems.");
    }
    sentences.insert(sentences.end(), open.begin(), open.end());
}

std::string count(std::size_t number, const std::string& one) { return to_text(number) + " " + one; }

void add_baseline(const Results& results, std::vector<std::string>& sentences) {
    const std::string baseline = baseline_of(results.study());
    for (const RunScores& scores : results.scores) {
        if (!scores.improvement) continue;
        const ProblemPair pair = results.over.pair_of(scores.optimizer, baseline);
        const Estimate& p = *scores.improvement;
        sentences.push_back("Against " + baseline + ", " + pair.a + " wins on " +
                            count(pair.wins, "problems, ties on ") + count(pair.ties, "and loses on ") +
                            to_text(pair.losses) + "; its median gain is " + shown(100 * pair.gain, 3) +
                            "% of the larger error, and a run of it beats one of " + baseline + " with probability " +
                            shown(p.value, 2) + " (" + shown(p.low, 2) + " to " + shown(p.high, 2) + ").");
    }
}

void add_problem(const ProblemResults& problem, std::size_t seeds, std::vector<std::string>& sentences) {
    if (problem.standings.empty() || problem.standings.front().final.score.n == 0) return;
    const Standing& first = problem.standings.front();
    std::vector<std::string> beaten, equal, open;
    for (std::size_t i = 1; i < problem.standings.size(); ++i) {
        const std::string& other = problem.standings[i].optimizer;
        const PairOfOptimizers pair = problem.pair_of(first.optimizer, other);
        switch (pair.conclusion) {
            case Conclusion::better: beaten.push_back(other + " (" + p_text(pair.corrected_p) + ")"); break;
            case Conclusion::equal: equal.push_back(other); break;
            default: open.push_back(other + " (" + more(pair.needed, pair.pairs, "seeds") + ")");
        }
    }
    std::string text = "On " + problem.problem.name + " " + first.optimizer + " has the best median " +
                       problem.final.figure + ", " + shown(first.final.score.median) + " over " + to_text(seeds) +
                       " seeds.";
    if (!beaten.empty()) text += " It is better than " + listed(beaten) + ".";
    if (!equal.empty()) text += " It differs from " + listed(equal) + " by nothing that matters.";
    if (!open.empty()) text += " Not decided against " + listed(open) + ".";
    sentences.push_back(std::move(text));
}

}  // namespace

std::vector<std::string> verdict(const Results& results) {
    std::vector<std::string> sentences;
    const OverProblems& over = results.over;
    if (results.study().optimizers.size() < 2) return sentences;
    if (over.problems > 1) {
        sentences = {ranks_sentence(over), friedman_sentence(over)};
        add_pairs(over, sentences);
        add_baseline(results, sentences);
    }
    for (const ProblemResults& problem : results.problems) add_problem(problem, results.study().seeds, sentences);
    for (std::string& sentence : sentences) sentence = printable(sentence, std::string::npos);
    return sentences;
}

}  // namespace descent::report
