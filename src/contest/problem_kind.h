#pragma once
/// \file
/// What a contest asks of a problem that a network on data and a test function answer differently.

#include <descent/comparison.h>

#include <memory>
#include <span>
#include <vector>

#include "base/json.h"
#include "network/layout.h"
#include "study/trial.h"
#include "training/preparation/given_settings.h"

namespace descent::contest {

/// The loss at any point of a problem's parameters: what paths run over.
class Surface {
public:
    virtual ~Surface() = default;
    /// [one thread] Mean loss at these parameters (as `ProblemKind::point` gives them).
    virtual double at(std::span<const float> parameters) = 0;
    /// That the loss is the mean over; 0: a function's value.
    virtual std::uint64_t patterns() const = 0;
};

/// [any thread] Refers to its problem, which must outlive it.
class ProblemKind {
public:
    explicit ProblemKind(const Problem& problem) : problem_(problem) {}
    virtual ~ProblemKind() = default;

    const Problem& problem() const noexcept { return problem_; }

    /// The setting that brings such a problem.
    virtual std::string named_by() const = 0;

    /// What was decided before its trials begin, one line each.
    virtual std::vector<std::string> decisions(const training::GivenSettings& settings,
                                               const std::vector<std::string>& optimizers,
                                               const Registry& registry) const = 0;

    /// Members of its record in the plan. `any_optimizer`: one that there is.
    virtual Json record(const Registry& registry, const std::string& any_optimizer) const = 0;

    /// Throws UsageError or InputError for what would fail in every trial with these options.
    virtual void check(const TrainingOptions& options, const Registry& registry) const = 0;

    /// Where the parameters of a trial stand.
    virtual network::Layout layout() const = 0;

    /// The run that `descent train` makes.
    virtual TrainingResult run(const TrainingOptions& options, const Registry& registry, Observer& observer) const = 0;

    /// Puts the figures that decide into the record: of the test data, or the function's value.
    virtual void measure(const Model& model, const Threads& threads, study::TrialRecord& record) const = 0;

    /// What a path keeps of the parameters that observers are shown.
    virtual std::span<const float> point(std::span<const float> parameters) const = 0;

    /// The surface that a trial with that seed runs over.
    virtual std::unique_ptr<Surface> surface(std::uint64_t seed) const = 0;

protected:
    const Problem& problem_;
};

using ProblemKinds = std::vector<std::unique_ptr<ProblemKind>>;

/// The one place that asks which kind a problem is.
std::unique_ptr<ProblemKind> kind_of(const Problem& problem);
ProblemKinds kinds_of(const std::vector<Problem>& problems);

/// Reads the model that its trials begin with, once for all of them; throws InputError for what is none.
std::unique_ptr<ProblemKind> make_network_problem(const Problem& problem);
std::unique_ptr<ProblemKind> make_function_problem(const Problem& problem);

}  // namespace descent::contest
