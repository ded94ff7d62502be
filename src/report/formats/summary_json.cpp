#include "report/figures/figure.h"
#include "report/formats/formats.h"
#include "report/verdict.h"
#include "report/warnings/finding.h"
#include "study/json_number.h"
#include "study/names.h"

namespace descent::report {
namespace {

Json optimizer_json(const Results& results, const ProblemResults& problem, const Standing& standing) {
    Json object = {{"rank", standing.rank},
                   {"p_against_first", json_of(cell(standing.p_against_first))},
                   {"clearly_behind_first", standing.clearly_behind_first},
                   {"optimizer", standing.optimizer}};
    for (const Figure& figure : figures()) {
        if (figure.of_optimizer != nullptr) object.update(figure.of_optimizer(results, problem, standing));
    }
    return object;
}

Json problem_json(const Results& results, const ProblemResults& problem) {
    Json optimizers = Json::array();
    for (const Standing& standing : problem.standings) {
        optimizers.push_back(optimizer_json(results, problem, standing));
    }
    Json object = {{"problem", problem.problem.name},
                   {"metric", name_of(problem.problem.metric)},
                   {"target", json_of(cell(problem.target))},
                   {"target_from", problem.target_asked_for ? "the command" : "tuning"},
                   {"optimizers", optimizers}};
    for (const Figure& figure : figures()) {
        if (figure.of_problem != nullptr) object.update(figure.of_problem(results, problem));
    }
    return object;
}

Json warnings_json(const Results& results) {
    Json list = Json::array();
    for (const Finding& finding : findings(results)) {
        list.push_back({{"kind", finding.name},
                        {"problem", finding.problem},
                        {"message", finding.message},
                        {"remedy", finding.remedy_text({})}});
    }
    return list;
}

}  // namespace

Json summary_json(const Results& results) {
    Json problems = Json::array();
    for (const ProblemResults& problem : results.problems) problems.push_back(problem_json(results, problem));
    Json object = {{"format", summary_format}, {"problems", problems}};
    for (const Figure& figure : figures()) {
        if (figure.of_study != nullptr) object.update(figure.of_study(results));
    }
    object["verdict"] = Json(verdict(results));
    object["warnings"] = warnings_json(results);
    return object;
}

}  // namespace descent::report
