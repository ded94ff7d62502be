#include "report/statistics/sensitivity.h"

#include <cmath>

namespace descent::report {
namespace {

std::vector<RatePoint> points_by_rate(const std::vector<Configuration>& tried, Metric metric) {
    std::map<double, RatePoint> by_rate;
    for (const Configuration& one : tried) {
        const double rate = setting(one.settings, "learning_rate");
        if (std::isnan(rate)) continue;
        const auto [place, is_new] = by_rate.try_emplace(rate, RatePoint{.rate = rate, .score = one.score});
        RatePoint& point = place->second;
        if (better(metric, one.score, point.score)) point.score = one.score;
        point.runs += one.runs;
        point.diverged += one.diverged;
    }
    std::vector<RatePoint> points;
    for (const auto& [rate, point] : by_rate) points.push_back(point);
    return points;
}

}  // namespace

bool within_tolerance(Metric metric, double score, double best) {
    return metric == Metric::accuracy ? score >= tolerated(metric, best) : score <= tolerated(metric, best);
}

Sensitivity sensitivity(const Study& study, const StudyProblem& problem, const std::string& optimizer) {
    Sensitivity result;
    result.points = points_by_rate(configurations(study, problem, optimizer), problem.metric);
    std::vector<RatePoint>& points = result.points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (std::isinf(points[i].score)) continue;
        if (!result.best || better(problem.metric, points[i].score, points[*result.best].score)) result.best = i;
    }
    if (!result.best) return result;

    const double best = points[*result.best].score;
    for (RatePoint& point : points) point.good = within_tolerance(problem.metric, point.score, best);
    std::size_t first = *result.best, last = *result.best;
    while (first > 0 && points[first - 1].good) --first;
    while (last + 1 < points.size() && points[last + 1].good) ++last;
    result.lowest_good = points[first].rate;
    result.highest_good = points[last].rate;
    result.width = std::log10(result.highest_good / result.lowest_good);
    result.on_edge = points.size() > 1 && (*result.best == 0 || *result.best == points.size() - 1);
    return result;
}

}  // namespace descent::report
