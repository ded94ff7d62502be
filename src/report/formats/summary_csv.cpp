#include "report/formats/formats.h"
#include "report/statistics/distribution_columns.h"
#include "study/names.h"

namespace descent::report {
namespace {

struct SummaryLine {
    const ProblemResults& problem;
    const Standing& standing;
};

void add_scores(Columns<SummaryLine>& columns) {
    constexpr std::pair<const char*, Distribution FinalScore::*> scores[] = {
        {"score", &FinalScore::score},
        {"test_accuracy", &FinalScore::test_accuracy},
        {"test_loss", &FinalScore::test_loss},
        {"validation_accuracy", &FinalScore::validation_accuracy},
        {"validation_loss", &FinalScore::validation_loss},
        {"training_loss", &FinalScore::training_loss}};
    for (const auto& [name, member] : scores) {
        add_distribution<SummaryLine>(columns, name,
                                      [score = member](const SummaryLine& l) { return &(l.standing.final.*score); });
    }
}

/// A value that stands only where the problem has a target.
std::function<Cell(const SummaryLine&)> with_target(Cell (*value)(const ToTarget&)) {
    return [value](const SummaryLine& l) { return l.standing.to_target ? value(*l.standing.to_target) : Cell(); };
}

void add_target(Columns<SummaryLine>& columns) {
    columns.push_back({.name = "target", .cell = [](const SummaryLine& l) { return cell(l.problem.target); }});
    columns.push_back({.name = "hits", .cell = with_target([](const ToTarget& t) { return Cell(t.hits); })});
    columns.push_back({.name = "hit_rate", .cell = with_target([](const ToTarget& t) { return Cell(t.hit_rate()); })});
    constexpr std::pair<const char*, Distribution ToTarget::*> distances[] = {{"steps_to_target", &ToTarget::steps},
                                                                              {"epochs_to_target", &ToTarget::epochs}};
    for (const auto& [name, member] : distances) {
        add_distribution<SummaryLine>(columns, name, [distance = member](const SummaryLine& l) -> const Distribution* {
            return l.standing.to_target ? &((*l.standing.to_target).*distance) : nullptr;
        });
    }
}

/// A value that stands only where a rate is the best.
std::function<Cell(const SummaryLine&)> with_best(Cell (*value)(const Sensitivity&)) {
    return
        [value](const SummaryLine& l) { return l.standing.sensitivity.best ? value(l.standing.sensitivity) : Cell(); };
}

void add_sensitivity(Columns<SummaryLine>& columns) {
    using S = Sensitivity;
    columns.insert(
        columns.end(),
        {{.name = "sensitivity_best_rate", .cell = with_best([](const S& s) { return Cell(s.points[*s.best].rate); })},
         {.name = "sensitivity_lowest_good", .cell = with_best([](const S& s) { return Cell(s.lowest_good); })},
         {.name = "sensitivity_highest_good", .cell = with_best([](const S& s) { return Cell(s.highest_good); })},
         {.name = "sensitivity_width", .cell = with_best([](const S& s) { return Cell(s.width); })},
         {.name = "sensitivity_on_edge", .cell = [](const SummaryLine& l) { return l.standing.sensitivity.on_edge; }}});
}

Columns<SummaryLine> summary_columns() {
    Columns<SummaryLine> result = {
        {.name = "problem", .cell = [](const SummaryLine& l) { return l.problem.problem.name; }},
        {.name = "rank", .cell = [](const SummaryLine& l) { return l.standing.rank; }},
        {.name = "optimizer", .cell = [](const SummaryLine& l) { return l.standing.optimizer; }},
        {.name = "settings", .cell = [](const SummaryLine& l) { return settings_cell(l.standing.final); }},
        {.name = "runs", .cell = [](const SummaryLine& l) { return l.standing.final.runs; }},
        {.name = "finished", .cell = [](const SummaryLine& l) { return l.standing.final.finished; }},
        {.name = "diverged", .cell = [](const SummaryLine& l) { return l.standing.final.diverged; }},
        {.name = "missing", .cell = [](const SummaryLine& l) { return l.standing.final.missing; }},
        {.name = "metric",
         .cell = [](const SummaryLine& l) { return std::string(name_of(l.problem.problem.metric)); }}};
    add_scores(result);
    add_target(result);
    result.push_back(
        {.name = "tuning_divergence_rate", .cell = [](const SummaryLine& l) { return l.standing.tuning.rate(); }});
    result.push_back(
        {.name = "final_divergence_rate", .cell = [](const SummaryLine& l) { return l.standing.final_runs.rate(); }});
    add_sensitivity(result);
    result.push_back(
        {.name = "p_against_first", .cell = [](const SummaryLine& l) { return cell(l.standing.p_against_first); }});
    result.push_back(
        {.name = "clearly_behind_first", .cell = [](const SummaryLine& l) { return l.standing.clearly_behind_first; }});
    return result;
}

}  // namespace

std::string summary_csv(const Results& results) {
    std::vector<SummaryLine> lines;
    for (const ProblemResults& problem : results.problems) {
        for (const Standing& standing : problem.standings) lines.push_back({problem, standing});
    }
    return csv(table_of(summary_columns(), lines));
}

}  // namespace descent::report
