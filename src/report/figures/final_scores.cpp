#include "base/text.h"
#include "report/drawing/intervals.h"
#include "report/figures/figure.h"
#include "report/statistics/distribution_columns.h"

namespace descent::report::figure {
namespace {

Json settings_json(const std::optional<Settings>& settings) {
    if (!settings) return nullptr;
    Json object = Json::object();
    for (const auto& [name, value] : *settings) object[name] = value;
    return object;
}

Json of_optimizer(const Results&, const ProblemResults&, const Standing& standing) {
    const FinalScore& final = standing.final;
    return {{"settings", settings_json(final.settings)},
            {"runs", final.runs},
            {"finished", final.finished},
            {"diverged", final.diverged},
            {"missing", final.missing},
            {"score", json_of(final.score)},
            {"test_accuracy", json_of(final.test_accuracy)},
            {"test_loss", json_of(final.test_loss)},
            {"validation_accuracy", json_of(final.validation_accuracy)},
            {"validation_loss", json_of(final.validation_loss)},
            {"training_loss", json_of(final.training_loss)}};
}

Columns<SummaryLine> summary_columns() {
    Columns<SummaryLine> columns;
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
    return columns;
}

std::string ended(const Standing& standing) {
    const FinalScore& final = standing.final;
    const std::string of = to_text(final.finished) + "/" + to_text(final.runs);
    return final.missing == 0 ? of : of + " (" + to_text(final.missing) + " missing)";
}

Columns<Standing> standing_columns() {
    using S = Standing;
    return {{.title = "median", .latex = "median", .cell = [](const S& s) { return s.final.score.median; }},
            {.latex = "$Q_1$", .cell = [](const S& s) { return s.final.score.lower_quartile; }},
            {.latex = "$Q_3$", .cell = [](const S& s) { return s.final.score.upper_quartile; }},
            {.title = "interval", .cell = [](const S& s) { return text_of(s.final.score.interval); }},
            {.latex = "from", .cell = [](const S& s) { return s.final.score.interval.low; }},
            {.latex = "to", .cell = [](const S& s) { return s.final.score.interval.high; }},
            {.latex = "coverage", .cell = [](const S& s) { return s.final.score.interval.coverage; }, .digits = 3},
            {.title = "ended", .latex = "ended", .cell = ended}};
}

Columns<Standing> columns() {
    Columns<Standing> result = {
        {.title = "rank", .cell = [](const Standing& s) { return s.rank; }},
        {.title = "optimizer", .cell = [](const Standing& s) { return s.optimizer; }},
        {.title = "settings", .cell = [](const Standing& s) { return settings_cell(s.final); }}};
    add_shown_distribution<Standing>(result, "median", 6,
                                     [](const Standing& s) -> const Distribution& { return s.final.score; });
    result.push_back({.title = "ended", .cell = [](const Standing& s) { return s.final.finished; }});
    result.push_back({.title = "diverged", .cell = [](const Standing& s) { return s.final.diverged; }});
    result.push_back({.title = "missing", .cell = [](const Standing& s) { return s.final.missing; }});
    result.push_back(
        {.title = "p against first", .cell = [](const Standing& s) { return cell(s.p_against_first); }, .digits = 3});
    return result;
}

std::vector<Plot> plots(const Results&, const ProblemResults& problem) {
    std::vector<IntervalRow> intervals;
    bool any = false;
    for (const Standing& standing : problem.standings) {
        const Distribution& score = standing.final.score;
        any = any || score.n > 0;
        intervals.push_back({standing.optimizer, score, interval_tip(standing, score)});
    }
    if (!any) return {};
    return {{.title = "Final " + problem.final.figure,
             .caption =
                 "Median over the final seeds (mark), quartiles (thick) and an interval of the median (thin): it "
                 "lies between two order statistics, and its exact coverage stands in the table, at least 95% from six "
                 "runs on. A diverged run counts as worse than every number; interrupted and failed runs are missing. "
                 "Optimizers whose median is not finite have no mark.",
             .table = table_of(columns(), problem.standings),
             .drawing = to_json_line(interval_drawing(intervals, problem.final.figure, false))}};
}

}  // namespace

Figure final_scores() {
    return {.name = "final_scores",
            .title = "final scores, rank",
            .definition =
                "median, quartiles and an interval of the figure on test data, or of a test function's value, over the "
                "final seeds; a diverged run counts as worse than every number. Ranked by the median, equal medians "
                "alike; without a finite median, last",
            .of_optimizer = of_optimizer,
            .summary_columns = summary_columns,
            .standing_columns = standing_columns,
            .problem_plots = plots};
}

}  // namespace descent::report::figure
