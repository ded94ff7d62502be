#include "report/statistics/times.h"

#include "report/formats/formats.h"
#include "report/statistics/distribution_columns.h"

namespace descent::report {
namespace {

struct Line {
    std::string problem;
    std::string optimizer;
    TimeFigure time;
};

std::vector<Line> lines_of(const Results& results, const ProblemResults& problem) {
    std::vector<Line> lines;
    for (const std::string& optimizer : results.study().optimizers) {
        const TimeFigure time =
            time_figure(results.study(), problem.problem, optimizer, problem.target, results.files.times);
        lines.push_back({problem.problem.name, optimizer, time});
    }
    return lines;
}

Columns<Line> file_columns() {
    Columns<Line> columns = {
        {.name = "problem", .cell = [](const Line& l) { return l.problem; }},
        {.name = "optimizer", .cell = [](const Line& l) { return l.optimizer; }},
        {.name = "seconds_per_epoch", .cell = [](const Line& l) { return l.time.seconds_per_epoch; }}};
    add_distribution<Line>(columns, "seconds", [](const Line& l) { return &l.time.seconds; });
    add_distribution<Line>(columns, "seconds_to_target", [](const Line& l) { return &l.time.seconds_to_target; });
    return columns;
}

Columns<Line> page_columns() {
    constexpr int digits = 3;
    return {
        {.title = "optimizer", .cell = [](const Line& l) { return l.optimizer; }},
        {.title = "seconds an epoch", .cell = [](const Line& l) { return l.time.seconds_per_epoch; }, .digits = digits},
        {.title = "seconds a run: median",
         .cell = [](const Line& l) { return l.time.seconds.median; },
         .digits = digits},
        {.title = "seconds to target: median",
         .cell = [](const Line& l) { return l.time.seconds_to_target.median; },
         .digits = digits}};
}

Json problem_json(const Results& results, const ProblemResults& problem) {
    Json optimizers = Json::array();
    for (const Line& line : lines_of(results, problem)) {
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
    for (const ProblemResults& problem : results.problems) problems.push_back(problem_json(results, problem));
    return {{"format", summary_format}, {"problems", problems}};
}

std::string times_csv(const Results& results) {
    std::vector<Line> lines;
    for (const ProblemResults& problem : results.problems) {
        for (Line& line : lines_of(results, problem)) lines.push_back(std::move(line));
    }
    return csv(table_of(file_columns(), lines));
}

Table times_table(const Results& results, const ProblemResults& problem) {
    return table_of(page_columns(), lines_of(results, problem));
}

}  // namespace descent::report
