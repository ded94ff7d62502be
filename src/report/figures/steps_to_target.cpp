#include "base/text.h"
#include "report/drawing/intervals.h"
#include "report/figures/figure.h"
#include "report/statistics/distribution_columns.h"
#include "study/names.h"

namespace descent::report::figure {
namespace {

Json of_optimizer(const Results&, const ProblemResults&, const Standing& standing) {
    if (!standing.to_target) return {{"to_target", nullptr}};
    const ToTarget& reached = *standing.to_target;
    return {{"to_target",
             {{"runs", reached.runs},
              {"hits", reached.hits},
              {"hit_rate", reached.hit_rate()},
              {"steps", json_of(reached.steps)},
              {"epochs", json_of(reached.epochs)}}}};
}

/// A value that stands only where the problem has a target.
std::function<Cell(const SummaryLine&)> with_target(Cell (*value)(const ToTarget&)) {
    return [value](const SummaryLine& l) { return l.standing.to_target ? value(*l.standing.to_target) : Cell(); };
}

Columns<SummaryLine> summary_columns() {
    Columns<SummaryLine> columns;
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
    return columns;
}

Cell hits(const Standing& standing) {
    if (!standing.to_target) return {};
    return to_text(standing.to_target->hits) + "/" + to_text(standing.to_target->runs);
}

Cell median_steps(const Standing& standing) {
    return standing.to_target ? Cell(standing.to_target->steps.median) : Cell();
}

Columns<Standing> standing_columns() {
    return {{.title = "hits", .latex = "hits", .cell = hits},
            {.title = "steps to target", .latex = "steps", .cell = median_steps, .digits = 6}};
}

/// Of optimizers on a problem that has a target.
Columns<Standing> columns() {
    Columns<Standing> result = {
        {.title = "optimizer", .cell = [](const Standing& s) { return s.optimizer; }},
        {.title = "runs", .cell = [](const Standing& s) { return s.to_target->runs; }},
        {.title = "hits", .cell = [](const Standing& s) { return s.to_target->hits; }},
        {.title = "hit rate", .cell = [](const Standing& s) { return s.to_target->hit_rate(); }}};
    add_shown_distribution<Standing>(result, "steps: median", 7,
                                     [](const Standing& s) -> const Distribution& { return s.to_target->steps; });
    result.push_back({.title = "epochs: median", .cell = [](const Standing& s) { return s.to_target->epochs.median; }});
    return result;
}

std::string caption_of(const ProblemResults& problem) {
    const std::string from =
        problem.target_asked_for ? ", as asked for" : ", good beside the best score in tuning of the middle optimizer";
    return "Updates until the " + problem.tuned.figure + " first reached " + shown(*problem.target, 6) + from +
           ". Known to the epoch, since evaluations happen at their ends; evaluations are not timed. A run that misses "
           "the target counts as infinite: an optimizer of which half the runs miss has no mark.";
}

std::vector<Plot> plots(const Results&, const ProblemResults& problem) {
    if (!problem.target) return {};
    std::vector<IntervalRow> intervals;
    for (const Standing& standing : problem.standings) {
        const Distribution& steps = standing.to_target->steps;
        intervals.push_back({standing.optimizer, steps, interval_tip(standing, steps)});
    }
    return {{.title = "Steps to target",
             .caption = caption_of(problem),
             .table = table_of(columns(), problem.standings),
             .drawing = to_json_line(interval_drawing(intervals, "steps to target", true))}};
}

}  // namespace

Figure steps_to_target() {
    return {.name = "steps_to_target",
            .title = "steps, epochs to target, hit rate",
            .definition =
                "the first end of an epoch whose validation figure is at least as good as the target; a miss "
                "is infinite. Hit rate: runs that reach it / runs that finished or diverged",
            .of_optimizer = of_optimizer,
            .summary_columns = summary_columns,
            .standing_columns = standing_columns,
            .problem_plots = plots};
}

}  // namespace descent::report::figure
