#include "report/statistics/times.h"

#include "report/formats/formats.h"
#include "report/statistics/distribution_columns.h"

namespace descent::report {
namespace {

struct OptimizerTimes {
    std::string problem;
    std::string optimizer;
    TimeFigure time;
};

std::vector<OptimizerTimes> lines_of(const Results& results, const ProblemResults& problem) {
    std::vector<OptimizerTimes> lines;
    for (const std::string& optimizer : results.study().optimizers) {
        const TimeFigure time =
            time_figure(results.study(), problem.problem, optimizer, problem.target, results.files.times);
        lines.push_back({problem.problem.name, optimizer, time});
    }
    return lines;
}

Columns<OptimizerTimes> file_columns() {
    Columns<OptimizerTimes> columns = {
        {.name = "problem", .cell = [](const OptimizerTimes& l) { return l.problem; }},
        {.name = "optimizer", .cell = [](const OptimizerTimes& l) { return l.optimizer; }},
        {.name = "seconds_per_epoch", .cell = [](const OptimizerTimes& l) { return l.time.seconds_per_epoch; }}};
    add_distribution<OptimizerTimes>(columns, "seconds", [](const OptimizerTimes& l) { return &l.time.seconds; });
    add_distribution<OptimizerTimes>(columns, "seconds_to_target",
                                     [](const OptimizerTimes& l) { return &l.time.seconds_to_target; });
    return columns;
}

Columns<OptimizerTimes> page_columns() {
    constexpr int digits = 3;
    return {{.title = "optimizer", .cell = [](const OptimizerTimes& l) { return l.optimizer; }},
            {.title = "seconds an epoch",
             .cell = [](const OptimizerTimes& l) { return l.time.seconds_per_epoch; },
             .digits = digits},
            {.title = "seconds a run: median",
             .cell = [](const OptimizerTimes& l) { return l.time.seconds.median; },
             .digits = digits},
            {.title = "seconds to target: median",
             .cell = [](const OptimizerTimes& l) { return l.time.seconds_to_target.median; },
             .digits = digits}};
}

Json times_of_problem(const Results& results, const ProblemResults& problem) {
    Json optimizers = Json::array();
    for (const OptimizerTimes& line : lines_of(results, problem)) {
        optimizers.push_back({{"optimizer", line.optimizer},
                              {"seconds", json_of(line.time.seconds)},
                              {"seconds_to_target", json_of(line.time.seconds_to_target)},
                              {"seconds_per_epoch", study::json_number(line.time.seconds_per_epoch)}});
    }
    return {{"problem", problem.problem.name}, {"optimizers", optimizers}};
}

}  // namespace

Json times_json(const Results& results) {
    Json problems = Json::array();
    for (const ProblemResults& problem : results.problems) problems.push_back(times_of_problem(results, problem));
    return {{"format", summary_format}, {"problems", problems}};
}

std::string times_csv(const Results& results) {
    std::vector<OptimizerTimes> lines;
    for (const ProblemResults& problem : results.problems) {
        for (OptimizerTimes& line : lines_of(results, problem)) lines.push_back(std::move(line));
    }
    return csv(table_of(file_columns(), lines));
}

Table times_table(const Results& results, const ProblemResults& problem) {
    return table_of(page_columns(), lines_of(results, problem));
}

}  // namespace descent::report
