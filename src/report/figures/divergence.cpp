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

}  // namespace

Figure divergence() {
    return {.name = "divergence",
            .title = "rate of divergence",
            .definition = "diverged / (finished + diverged), in tuning and at the best setting",
            .of_optimizer = of_optimizer};
}

}  // namespace descent::report::figure
