#include <descent/model.h>

#include <algorithm>

#include "contest/problem_kind.h"
#include "objective/function_objective.h"
#include "training/function_workload.h"
#include "training/request.h"
#include "training/run_record.h"

namespace descent::contest {
namespace {

using objective::Function;

class FunctionSurface : public Surface {
public:
    explicit FunctionSurface(std::string_view name)
        : function_(objective::make_function(name)), x_(function_->dimensions()) {}

    double at(std::span<const float> parameters) override {
        std::ranges::copy(parameters.first(x_.size()), x_.begin());
        return function_->value(x_);
    }

    std::uint64_t patterns() const override { return 0; }

private:
    std::unique_ptr<Function> function_;
    std::vector<double> x_;
};

class FunctionProblem : public ProblemKind {
public:
    explicit FunctionProblem(const Problem& problem)
        : ProblemKind(problem), dimensions_(objective::make_function(problem.function)->dimensions()) {}

    std::string named_by() const override { return "function"; }

    std::vector<std::string> decisions(const training::GivenSettings&, const std::vector<std::string>&,
                                       const Registry&) const override {
        return {};
    }

    /// Options that are not the default ones stand beside the first three members.
    Json record(const Registry& registry, const std::string&) const override {
        const TrainingOptions& options = problem_.options;
        Json record = {
            {"function", problem_.function}, {"epochs", options.epochs}, {"schedule", to_string(options.schedule)}};
        for (const training::Setting& setting : training::settings()) {
            const bool shared = setting.in_comparison == training::InComparison::option;
            const bool applies = setting.decides_bits && setting.scope == training::Scope::any;
            if (!shared || !applies || record.contains(setting.record_name())) continue;
            if (!setting.is_default(options)) record[setting.record_name()] = setting.to_json(options, registry);
        }
        return record;
    }

    void check(const TrainingOptions& options, const Registry& registry) const override {
        training::FunctionWorkload workload(problem_.function);
        Observer nobody;
        training::check({workload, options, registry, nobody});
    }

    network::Layout layout() const override { return objective::layout_of_point(dimensions_); }

    TrainingResult run(const TrainingOptions& options, const Registry& registry, Observer& observer) const override {
        return minimise(problem_.function, options, registry, observer);
    }

    void measure(const Model& model, const Threads&, study::TrialRecord& record) const override {
        record.test_loss = FunctionSurface(problem_.function).at(model.tensors.front().values);
    }

    /// Without the padding.
    std::span<const float> point(std::span<const float> parameters) const override {
        return parameters.first(dimensions_);
    }

    std::unique_ptr<Surface> surface(std::uint64_t) const override {
        return std::make_unique<FunctionSurface>(problem_.function);
    }

private:
    std::size_t dimensions_;
};

}  // namespace

std::unique_ptr<ProblemKind> make_function_problem(const Problem& problem) {
    return std::make_unique<FunctionProblem>(problem);
}

}  // namespace descent::contest
