// Curves over the epochs: median and quartiles of the final runs that reached each epoch. A run that ended early takes
// part up to its end and no further.

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "report/drawing/lines.h"
#include "report/figures/figure.h"

namespace descent::report::figure {
namespace {

struct Row {
    std::string optimizer;
    std::uint64_t epoch = 0, step = 0;
    std::size_t runs = 0;  ///< that stand behind it
    double median = 0, lower_quartile = 0, upper_quartile = 0;
};

Columns<Row> columns() {
    return {{.title = "optimizer", .cell = [](const Row& r) { return r.optimizer; }},
            {.name = "epoch", .title = "epoch", .cell = [](const Row& r) { return r.epoch; }},
            {.name = "step", .title = "step", .cell = [](const Row& r) { return r.step; }},
            {.name = "runs", .title = "runs", .cell = [](const Row& r) { return r.runs; }},
            {.name = "median", .title = "median", .cell = [](const Row& r) { return r.median; }, .digits = 6},
            {.name = "lower_quartile",
             .title = "lower quartile",
             .cell = [](const Row& r) { return r.lower_quartile; },
             .digits = 6},
            {.name = "upper_quartile",
             .title = "upper quartile",
             .cell = [](const Row& r) { return r.upper_quartile; },
             .digits = 6}};
}

/// `member`: which column of the curve. Points without a number are left out.
std::vector<Row> rows_of(const Results& results, const ProblemResults& problem, const std::string& optimizer,
                         double CurvePoint::*member) {
    std::map<std::uint64_t, std::vector<double>> by_epoch;
    std::map<std::uint64_t, std::uint64_t> step_of;
    for (const TrialRecord* record : results.study().of(problem.problem.name, optimizer, Phase::final)) {
        if (!record->has_result()) continue;
        for (const CurvePoint& point : record->curve) {
            if (!std::isfinite(point.*member)) continue;
            by_epoch[point.epoch].push_back(point.*member);
            step_of[point.epoch] = point.step;
        }
    }
    std::vector<Row> rows;
    for (auto& [epoch, values] : by_epoch) {
        std::sort(values.begin(), values.end());
        rows.push_back({optimizer, epoch, step_of[epoch], values.size(), quantile(values, 0.5), quantile(values, 0.25),
                        quantile(values, 0.75)});
    }
    return rows;
}

Json of_optimizer(const Results& results, const ProblemResults& problem, const Standing& standing) {
    const auto curve = [&](double CurvePoint::*member) {
        return json_rows(table_of(columns(), rows_of(results, problem, standing.optimizer, member)));
    };
    return {{"curves",
             {{"loss", curve(&CurvePoint::loss)},
              {"accuracy", curve(&CurvePoint::accuracy)},
              {"validation_loss", curve(&CurvePoint::validation_loss)},
              {"validation_accuracy", curve(&CurvePoint::validation_accuracy)}}}};
}

/// A column of the curve that the page shows.
struct Measure {
    double CurvePoint::*member;
    const char* title;
    const char* axis;
    bool is_loss;
    bool of_function;
};

constexpr Measure measures[] = {
    {&CurvePoint::validation_accuracy, "Validation accuracy over the epochs", "validation accuracy", false, false},
    {&CurvePoint::validation_loss, "Validation loss over the epochs", "validation loss", true, false},
    {&CurvePoint::loss, "Training loss over the epochs", "loss", true, false},
    {&CurvePoint::validation_loss, "Value at the end of each epoch", "value", true, true},
    {&CurvePoint::loss, "Mean value of the steps of each epoch", "mean value", true, true},
};

std::string tip_of(const Row& row) {
    return row.optimizer + ", epoch " + to_text(row.epoch) + " (step " + to_text(row.step) + ")\nmedian " +
           shown(row.median) + "\nquartiles " + shown(row.lower_quartile) + " to " + shown(row.upper_quartile) + "\n" +
           to_text(row.runs) + " runs";
}

Json drawing(const std::vector<Row>& rows, const Measure& measure) {
    LinePlot plot{.points = {}, .x = {"epoch"}, .y = {measure.axis}, .band = true};
    std::vector<double> medians;
    std::uint64_t epochs = 0;
    for (const Row& row : rows) {
        plot.points.push_back({.optimizer = row.optimizer,
                               .x = static_cast<double>(row.epoch),
                               .y = row.median,
                               .tip = tip_of(row),
                               .lower = row.lower_quartile,
                               .upper = row.upper_quartile});
        medians.push_back(row.median);
        epochs = std::max(epochs, row.epoch);
    }
    if (measure.is_loss && spread_wide(medians)) plot.y = {std::string(measure.axis) + " (logarithmic)", true};
    Json result = line_drawing(plot);
    const std::uint64_t most_ticks = 10;
    result["axes"][0].update({{"tickMinStep", 1}, {"tickCount", std::min(most_ticks, epochs)}, {"format", "d"}});
    return result;
}

std::vector<Plot> plots(const Results& results, const ProblemResults& problem) {
    std::vector<Plot> plots;
    for (const Measure& measure : measures) {
        if (measure.of_function != problem.problem.is_function) continue;
        std::vector<Row> rows;
        for (const Standing& standing : problem.standings) {
            for (Row& row : rows_of(results, problem, standing.optimizer, measure.member))
                rows.push_back(std::move(row));
        }
        if (rows.empty()) continue;
        plots.push_back({.title = measure.title,
                         .caption =
                             "Median over the final seeds, and quartiles as a band. A run that ended early takes "
                             "part up to its end; the table says how many runs stand behind each point.",
                         .table = table_of(columns(), rows),
                         .drawing = to_json_line(drawing(rows, measure))});
    }
    return plots;
}

}  // namespace

Figure curves() {
    return {.name = "curves",
            .title = "curves",
            .definition =
                "median and quartiles of each epoch over the final runs that reached it; the number of runs "
                "is in the table",
            .of_optimizer = of_optimizer,
            .problem_plots = plots};
}

}  // namespace descent::report::figure
