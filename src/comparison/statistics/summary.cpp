#include "comparison/statistics/summary.h"

#include <algorithm>
#include <cmath>

#include "comparison/statistics/budget.h"
#include "comparison/statistics/curves.h"
#include "comparison/statistics/divergence.h"
#include "comparison/statistics/final_score.h"
#include "comparison/statistics/profiles.h"
#include "comparison/statistics/sensitivity.h"
#include "comparison/statistics/to_target.h"
#include "comparison/statistics/wins.h"
#include "comparison/warnings.h"

namespace descent::comparison {
namespace {

Json json_of(const Distribution& d) {
    return {{"n", d.n},
            {"median", figure(d.median)},
            {"lower_quartile", figure(d.lower_quartile)},
            {"upper_quartile", figure(d.upper_quartile)},
            {"low", figure(d.low)},
            {"high", figure(d.high)}};
}

Json json_of(const std::map<std::string, std::string>& settings) {
    Json result = Json::object();
    for (const auto& [name, value] : settings) result[name] = value;
    return result;
}

Json json_of(const Divergence& d) {
    Json result = {{"runs", d.runs}, {"diverged", d.diverged}, {"rate", figure(d.rate())}};
    result["earliest_epoch"] = d.earliest_epoch ? Json(*d.earliest_epoch) : Json(nullptr);
    return result;
}

Json json_of(const Sensitivity& s) {
    Json points = Json::array();
    for (const RatePoint& point : s.points) {
        points.push_back({{"rate", point.rate},
                          {"score", figure(point.score)},
                          {"runs", point.runs},
                          {"diverged", point.diverged},
                          {"good", point.good}});
    }
    const bool known = s.best.has_value();
    return {{"best_rate", known ? Json(s.points[*s.best].rate) : Json(nullptr)},
            {"lowest_good", known ? Json(s.lowest_good) : Json(nullptr)},
            {"highest_good", known ? Json(s.highest_good) : Json(nullptr)},
            {"width", known ? Json(s.width) : Json(nullptr)},
            {"on_edge", s.on_edge},
            {"points", points}};
}

Json json_of(const std::vector<BudgetPoint>& curve) {
    Json points = Json::array();
    for (const BudgetPoint& point : curve) {
        points.push_back({{"budget", point.budget},
                          {"expected", figure(point.expected)},
                          {"all_diverge", point.all_diverge},
                          {"expected_with_replacement", figure(point.expected_with_replacement)},
                          {"all_diverge_with_replacement", point.all_diverge_with_replacement}});
    }
    return points;
}

Json json_of(const std::vector<Band>& bands) {
    Json points = Json::array();
    for (const Band& band : bands) {
        points.push_back({{"epoch", band.epoch},
                          {"step", band.step},
                          {"runs", band.runs},
                          {"median", band.median},
                          {"lower_quartile", band.lower_quartile},
                          {"upper_quartile", band.upper_quartile}});
    }
    return points;
}

Json target_json(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    const auto target = target_of(study, problem);
    if (!target) return nullptr;
    const ToTarget reached = to_target(study, problem, optimizer, *target);
    return {{"runs", reached.runs},
            {"hits", reached.hits},
            {"hit_rate", reached.hit_rate()},
            {"steps", json_of(reached.steps)},
            {"epochs", json_of(reached.epochs)}};
}

Json optimizer_json(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    const FinalScore final = final_score(study, problem, optimizer);
    const auto curve = [&](double CurvePoint::*member) { return json_of(curve_of(study, problem, optimizer, member)); };
    return {{"optimizer", optimizer},
            {"settings", json_of(final.settings)},
            {"runs", final.runs},
            {"finished", final.finished},
            {"diverged", final.diverged},
            {"missing", final.missing},
            {"score", json_of(final.score)},
            {"test_accuracy", json_of(final.test_accuracy)},
            {"test_loss", json_of(final.test_loss)},
            {"validation_accuracy", json_of(final.validation_accuracy)},
            {"validation_loss", json_of(final.validation_loss)},
            {"training_loss", json_of(final.training_loss)},
            {"to_target", target_json(study, problem, optimizer)},
            {"divergence",
             {{"tune", json_of(divergence(study, problem, optimizer, Phase::tune))},
              {"final", json_of(divergence(study, problem, optimizer, Phase::final))}}},
            {"sensitivity", json_of(sensitivity(study, problem, optimizer))},
            {"budget", json_of(budget_curve(study, problem, optimizer))},
            {"curves",
             {{"loss", curve(&CurvePoint::loss)},
              {"accuracy", curve(&CurvePoint::accuracy)},
              {"validation_loss", curve(&CurvePoint::validation_loss)},
              {"validation_accuracy", curve(&CurvePoint::validation_accuracy)}}}};
}

/// The ranked optimizer, its rank, and whether the first one's lead over it is more than noise.
Json ranked_json(const Study& study, const StudyProblem& problem, const std::vector<PairOfOptimizers>& matrix) {
    const std::vector<std::string> ranked = ranking(study, problem);
    Json result = Json::array();
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        double p = 1;
        for (const PairOfOptimizers& pair : matrix) {
            const bool beside_first =
                (pair.a == ranked[0] && pair.b == ranked[i]) || (pair.b == ranked[0] && pair.a == ranked[i]);
            if (beside_first) p = pair.corrected_p;
        }
        Json one = {{"rank", i + 1},
                    {"p_against_first", i == 0 ? Json(nullptr) : Json(p)},
                    {"clearly_behind_first", i > 0 && p < significance_level}};
        one.update(optimizer_json(study, problem, ranked[i]));
        result.push_back(std::move(one));
    }
    return result;
}

Json wins_json(const std::vector<PairOfOptimizers>& matrix) {
    Json result = Json::array();
    for (const PairOfOptimizers& pair : matrix) {
        result.push_back({{"a", pair.a},
                          {"b", pair.b},
                          {"pairs", pair.pairs},
                          {"wins", pair.wins},
                          {"ties", pair.ties},
                          {"losses", pair.losses},
                          {"median_difference", figure(pair.median_difference)},
                          {"p", pair.p},
                          {"corrected_p", pair.corrected_p}});
    }
    return result;
}

Json profiles_json(const Study& study) {
    Json result = Json::array();
    for (const Profile& profile : profiles(study)) {
        if (profile.instances == 0) continue;
        result.push_back({{"optimizer", profile.optimizer},
                          {"instances", profile.instances},
                          {"solved", profile.ratios.size()},
                          {"score", profile.score},
                          {"ratios", profile.ratios}});
    }
    return result;
}

Json warnings_json(const Study& study) {
    Json result = Json::array();
    for (const Warning& warning : warnings(study)) {
        const WarningText& text = text_of(warning.kind);
        result.push_back(
            {{"kind", text.name}, {"problem", warning.problem}, {"message", warning.message}, {"remedy", text.remedy}});
    }
    return result;
}

}  // namespace

Json figure(double value) {
    if (std::isnan(value)) return nullptr;
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return value;
}

double number_of(const Json& figure) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (figure.is_number()) return figure.get<double>();
    if (figure == "inf") return infinite;
    if (figure == "-inf") return -infinite;
    return std::numeric_limits<double>::quiet_NaN();
}

Json summarise(const Study& study) {
    Json problems = Json::array();
    for (const StudyProblem& problem : study.problems) {
        const auto target = target_of(study, problem);
        const std::vector<PairOfOptimizers> matrix = win_matrix(study, problem);
        problems.push_back({{"problem", problem.name},
                            {"metric", problem.metric == Metric::accuracy ? "accuracy" : "loss"},
                            {"target", target ? figure(*target) : Json(nullptr)},
                            {"target_from", study.asked_target(problem.metric) ? "the command" : "tuning"},
                            {"optimizers", ranked_json(study, problem, matrix)},
                            {"wins", wins_json(matrix)}});
    }
    return {{"format", summary_format},
            {"problems", problems},
            {"profiles", profiles_json(study)},
            {"warnings", warnings_json(study)}};
}

Json summarise_times(const Study& study, const std::vector<TrialTimes>& times) {
    Json problems = Json::array();
    for (const StudyProblem& problem : study.problems) {
        Json optimizers = Json::array();
        for (const std::string& optimizer : study.optimizers) {
            const TimeFigure time = time_figure(study, problem, optimizer, target_of(study, problem), times);
            optimizers.push_back({{"optimizer", optimizer},
                                  {"seconds", json_of(time.seconds)},
                                  {"seconds_to_target", json_of(time.seconds_to_target)},
                                  {"seconds_per_epoch", figure(time.seconds_per_epoch)}});
        }
        problems.push_back({{"problem", problem.name}, {"optimizers", optimizers}});
    }
    return {{"format", summary_format}, {"problems", problems}};
}

}  // namespace descent::comparison
