#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

Columns<Divergence> columns() {
    return {{.name = "runs", .cell = [](const Divergence& d) { return d.runs; }},
            {.name = "diverged", .cell = [](const Divergence& d) { return d.diverged; }},
            {.name = "rate", .cell = [](const Divergence& d) { return d.rate(); }},
            {.name = "earliest_epoch", .cell = [](const Divergence& d) { return cell(d.earliest_epoch); }}};
}

Json of_optimizer(const Results&, const ProblemResults&, const Standing& standing) {
    const Table phases = table_of(columns(), {standing.tuning, standing.final_runs});
    return {{"divergence", {{"tune", json_row(phases, 0)}, {"final", json_row(phases, 1)}}}};
}

Columns<SummaryLine> summary_columns() {
    return {
        {.name = "tuning_divergence_rate", .cell = [](const SummaryLine& l) { return l.standing.tuning.rate(); }},
        {.name = "final_divergence_rate", .cell = [](const SummaryLine& l) { return l.standing.final_runs.rate(); }}};
}

}  // namespace

Figure divergence() {
    return {.name = "divergence",
            .title = "rate of divergence",
            .definition = "diverged / (finished + diverged), in tuning and at the best setting",
            .of_optimizer = of_optimizer,
            .summary_columns = summary_columns};
}

}  // namespace descent::report::figure
