#include "comparison/warnings.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "comparison/statistics/divergence.h"
#include "comparison/statistics/final_score.h"
#include "comparison/statistics/sensitivity.h"
#include "comparison/statistics/signed_rank.h"
#include "comparison/statistics/to_target.h"
#include "comparison/statistics/wins.h"

namespace descent::comparison {
namespace {

/// Six digits: enough for people, and without the noise of the last bits.
std::string rounded(double value) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 6);
    return std::string(buffer.data(), end.ptr);
}

struct Context {
    const Study& study;
    const StudyProblem& problem;
    std::vector<Warning>& found;

    void add(WarningKind kind, const std::string& message) const { found.push_back({kind, problem.name, message}); }
};

void best_on_edge(const Context& c) {
    for (const std::string& optimizer : c.study.optimizers) {
        const Sensitivity rates = sensitivity(c.study, c.problem, optimizer);
        if (!rates.on_edge) continue;
        const std::string side = *rates.best == 0 ? "smallest" : "largest";
        c.add(WarningKind::best_on_edge, optimizer + ": the best learning rate, " +
                                             to_text(rates.points[*rates.best].rate) + ", is the " + side +
                                             " that was tried");
    }
}

void too_few_seeds(const Context& c) {
    const std::size_t optimizers = c.study.optimizers.size();
    const double comparisons = static_cast<double>(optimizers * (optimizers - 1) / 2);
    if (optimizers < 2 || smallest_p(c.study.seeds) * comparisons < significance_level) return;
    std::size_t enough = c.study.seeds;
    while (smallest_p(enough) * comparisons >= significance_level) ++enough;
    c.add(WarningKind::too_few_seeds, to_text(c.study.seeds) + " seeds can show no difference between " +
                                          to_text(optimizers) + " optimizers, however large; " + to_text(enough) +
                                          " can");
}

void target_never_reached(const Context& c) {
    const auto target = target_of(c.study, c.problem);
    if (!target) return;
    for (const std::string& optimizer : c.study.optimizers) {
        const ToTarget reached = to_target(c.study, c.problem, optimizer, *target);
        if (reached.runs == 0 || reached.hits > 0) continue;
        c.add(WarningKind::target_never_reached,
              optimizer + ": none of " + to_text(reached.runs) + " runs reached the target " + rounded(*target));
    }
}

void early_divergence(const Context& c) {
    for (const std::string& optimizer : c.study.optimizers) {
        const Divergence final = divergence(c.study, c.problem, optimizer, Phase::final);
        if (final.diverged == 0) continue;
        c.add(WarningKind::early_divergence, optimizer + ": " + to_text(final.diverged) + " of " + to_text(final.runs) +
                                                 " final runs diverged, the first after " +
                                                 to_text(*final.earliest_epoch) + " whole epochs");
    }
}

void all_diverged(const Context& c) {
    for (const std::string& optimizer : c.study.optimizers) {
        const auto tried = configurations(c.study, c.problem, optimizer);
        if (tried.empty() || best_of(tried, c.problem.metric) != nullptr) continue;
        c.add(WarningKind::all_diverged, optimizer + ": every setting tried diverged, so it has no final runs");
    }
}

void noise_larger_than_difference(const Context& c) {
    const std::vector<std::string> ranked = ranking(c.study, c.problem);
    if (ranked.size() < 2) return;
    if (final_score(c.study, c.problem, ranked[1]).score.n == 0) return;
    for (const PairOfOptimizers& pair : win_matrix(c.study, c.problem)) {
        const bool leaders =
            (pair.a == ranked[0] && pair.b == ranked[1]) || (pair.a == ranked[1] && pair.b == ranked[0]);
        if (!leaders || pair.corrected_p < significance_level) continue;
        c.add(WarningKind::noise_larger_than_difference,
              ranked[0] + " and " + ranked[1] + ": the difference between first and second is within the noise (p = " +
                  rounded(pair.corrected_p) + " after correction)");
    }
}

void trials_missing(const Context& c) {
    for (const std::string& optimizer : c.study.optimizers) {
        std::size_t failed = 0, interrupted = 0;
        for (const Phase phase : {Phase::tune, Phase::final}) {
            for (const TrialRecord* record : c.study.of(c.problem.name, optimizer, phase)) {
                failed += record->outcome() == Outcome::failed;
                interrupted += record->outcome() == Outcome::interrupted;
            }
        }
        if (failed + interrupted == 0) continue;
        c.add(WarningKind::trials_missing, optimizer + ": trials that failed: " + to_text(failed) +
                                               ", interrupted: " + to_text(interrupted) + "; no figure counts them");
    }
}

}  // namespace

const std::vector<WarningText>& warning_texts() {
    static const std::vector<WarningText> texts = {
        {WarningKind::best_on_edge, "best-on-edge",
         "the true best may lie outside: give a wider list with --set OPTIMIZER.learning_rate=..."},
        {WarningKind::too_few_seeds, "too-few-seeds", "run more seeds (--seeds) or compare fewer optimizers"},
        {WarningKind::target_never_reached, "target-never-reached",
         "train longer (--epochs) or choose an easier target (--target-accuracy, --target-loss)"},
        {WarningKind::early_divergence, "early-divergence",
         "the best setting is close to instability: tune with more seeds (--tuning-seeds) or add smaller rates"},
        {WarningKind::all_diverged, "all-diverged",
         "add smaller learning rates with --set OPTIMIZER.learning_rate=..., or check the scaling of the data"},
        {WarningKind::noise_larger_than_difference, "noise-larger-than-difference",
         "call it a draw, or run more seeds (--seeds)"},
        {WarningKind::trials_missing, "trials-missing",
         "run the same command again with --resume; read the messages of failed trials in trials.jsonl"},
    };
    return texts;
}

const WarningText& text_of(WarningKind kind) { return warning_texts()[static_cast<std::size_t>(kind)]; }

std::vector<Warning> warnings(const Study& study) {
    std::vector<Warning> found;
    for (const StudyProblem& problem : study.problems) {
        const Context context{study, problem, found};
        best_on_edge(context);
        too_few_seeds(context);
        target_never_reached(context);
        early_divergence(context);
        all_diverged(context);
        noise_larger_than_difference(context);
        trials_missing(context);
    }
    return found;
}

}  // namespace descent::comparison
