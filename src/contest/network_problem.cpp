#include <descent/model.h>

#include <algorithm>

#include "base/aligned_buffer.h"
#include "contest/landscape/trajectory.h"
#include "contest/problem_kind.h"
#include "engine/engine.h"
#include "parallel/team.h"
#include "training/memory.h"
#include "training/network_workload.h"
#include "training/preparation/decisions.h"
#include "training/request.h"
#include "training/run_record.h"
#include "training/start_model.h"

namespace descent::contest {
namespace {

/// The loss over the first of the patterns that a trial trains on, with the scaling it uses.
class NetworkSurface : public Surface {
public:
    NetworkSurface(const Problem& problem, const Dataset& training, const training::StartModel* start)
        : NetworkSurface(problem, training, training::scalings_of(problem.network, problem.options, training, start)) {}

    NetworkSurface(const Problem& problem, const Dataset& training, const training::Scalings& scalings)
        : data_(training),
          rows_(data_.rows().first(std::min(surface_patterns, data_.patterns()))),
          team_(1),
          engine_({.network = problem.network,
                   .loss = problem.options.loss,
                   .scaling = scalings.inputs,
                   .target_scaling = scalings.targets,
                   .class_weights = problem.options.class_weights,
                   .huber_delta = problem.options.huber_delta,
                   .largest_batch = rows_.size(),
                   .instruction_set = inspect_machine().chosen},
                  team_),
          arena_(engine_.layout().size) {}

    double at(std::span<const float> parameters) override {
        std::ranges::copy(parameters, arena_.data());  // kernels read aligned memory
        return engine_.evaluate(data_, rows_, arena_.span(), {}).mean_loss();
    }

    std::uint64_t patterns() const override { return rows_.size(); }

private:
    Dataset data_;
    std::span<const std::uint32_t> rows_;
    parallel::Team team_;
    engine::Engine engine_;
    AlignedBuffer<float> arena_;
};

Json data_record(const Dataset& part) {
    if (part.patterns() == 0) return {{"patterns", 0}};
    Json record = {{"patterns", part.patterns()}, {"hash", hexadecimal(part.content_hash())}};
    const Dataset::Inputs& inputs = part.raw_inputs();
    if (inputs.type == ElementType::u8 && !inputs.pixels) record["bytes"] = "numbers";  // once divided by 255
    return record;
}

class NetworkProblem : public ProblemKind {
public:
    explicit NetworkProblem(const Problem& problem)
        : ProblemKind(problem), start_(training::start_of(problem.options)) {}

    std::string named_by() const override { return "data"; }

    /// Problems of a suite need no words.
    std::vector<std::string> decisions(const training::GivenSettings& settings,
                                       const std::vector<std::string>& optimizers,
                                       const Registry& registry) const override {
        if (problem_.source.empty()) return {};
        const Dataset& training = problem_.training;
        const TrainingOptions& options = problem_.options;
        training::Lines lines = training::decisions_on(problem_.network, training, problem_.test, options);
        training::append(lines, training::held_out_notes(training, problem_.validation_data));
        training::append(lines, training::data_defaults(settings, options));
        training::append(lines, training::closure_warning(options, training.patterns(), optimizers, registry));
        return lines;
    }

    Json record(const Registry& registry, const std::string& any_optimizer) const override {
        Json record = {{"source", problem_.source},
                       {"training", data_record(problem_.training)},
                       {"test", data_record(problem_.test)},
                       {"validation_fraction", problem_.validation.fraction},
                       {"options", options_record(registry, any_optimizer)}};
        const std::string kind = split_kind();
        for (const auto& [name, value] : problem_.reading) record["reading"][name] = value;
        if (problem_.validation_data.patterns() > 0) record["validation"] = data_record(problem_.validation_data);
        if (!kind.empty()) record["validation_split"] = kind;
        return record;
    }

    void check(const TrainingOptions& options, const Registry& registry) const override {
        const auto [training, validation] = parts(options.seed);
        Observer nobody;
        training::NetworkWorkload workload(problem_.network, training, validation, start());
        training::check({workload, options, registry, nobody});
        if (problem_.test.patterns() > 0) workload.check_held_out(problem_.test, options);
    }

    network::Layout layout() const override { return network::make_layout(problem_.network); }

    TrainingResult run(const TrainingOptions& options, const Registry& registry, Observer& observer) const override {
        const auto [training, validation] = parts(options.seed);
        training::NetworkWorkload workload(problem_.network, training, validation, start());
        return training::within_memory(training::memory_of(problem_.network, options, registry), [&] {
            return training::train({workload, options, registry, observer});
        });
    }

    void measure(const Model& model, const Threads& threads, study::TrialRecord& record) const override {
        if (problem_.test.patterns() == 0) return;
        const Evaluation evaluation = evaluate(model, problem_.test, threads);
        record.test_loss = evaluation.loss;
        if (evaluation.figures.classification) record.test_accuracy = evaluation.figures.classification->accuracy;
    }

    std::span<const float> point(std::span<const float> parameters) const override { return parameters; }

    std::unique_ptr<Surface> surface(std::uint64_t seed) const override {
        return std::make_unique<NetworkSurface>(problem_, parts(seed).first, start());
    }

private:
    const training::StartModel* start() const { return start_ ? &*start_ : nullptr; }

    /// What a trial trains on, and what it holds out.
    std::pair<Dataset, Dataset> parts(std::uint64_t seed) const {
        if (problem_.validation_data.patterns() > 0) return {problem_.training, problem_.validation_data};
        return split(problem_.training, problem_.validation, seed);
    }

    /// What is drawn; nothing for single patterns, as studies before there were other ways have it.
    std::string split_kind() const {
        if (problem_.validation_data.patterns() > 0) return "";
        if (problem_.validation.last) return "last";
        if (!problem_.training.details().groups.empty()) return "groups";
        return problem_.training.has_classes() ? "classes" : "";
    }

    /// `train`'s record, without what belongs to a trial and without the data, which stands beside it.
    Json options_record(const Registry& registry, const std::string& any_optimizer) const {
        TrainingOptions options = problem_.options;
        options.optimizer = any_optimizer;
        options.settings.clear();
        options.weight_decay.reset();  // of a rule that has its own it would become one of its settings
        const Dataset none;
        const training::NetworkWorkload workload(problem_.network, problem_.training, none, start());
        Json record = training::run_record(workload, options, registry);
        for (const char* name : {"optimizer", "set", "seed", "training_data", "validation_data"}) record.erase(name);
        record["weight_decay"] = problem_.options.weight_decay.value_or(0);
        return record;
    }

    std::optional<training::StartModel> start_;
};

}  // namespace

std::unique_ptr<ProblemKind> make_network_problem(const Problem& problem) {
    return std::make_unique<NetworkProblem>(problem);
}

}  // namespace descent::contest
