#include "comparison/landscape/surface.h"

#include <algorithm>

#include "base/aligned_buffer.h"
#include "comparison/run_trial.h"
#include "engine/engine.h"
#include "objective/functions/function.h"
#include "parallel/team.h"

namespace descent::comparison {
namespace {

class FunctionSurface : public Surface {
public:
    explicit FunctionSurface(std::string_view name)
        : function_(objective::make_function(name)), x_(function_->dimensions()) {}

    double at(std::span<const float> parameters) override {
        std::ranges::copy(parameters.first(x_.size()), x_.begin());
        return function_->value(x_);
    }

private:
    std::unique_ptr<objective::Function> function_;
    std::vector<double> x_;
};

class NetworkSurface : public Surface {
public:
    NetworkSurface(const Problem& problem, const Trial& trial, std::size_t patterns)
        : data_(parts_of(problem, trial).first),
          rows_(data_.rows().first(std::min(patterns, data_.patterns()))),
          team_(1),
          engine_({.network = problem.network,
                   .loss = problem.options.loss,
                   .scaling = fit_scaling(data_, problem.options.scaling),
                   .class_weights = problem.options.class_weights,
                   .largest_batch = rows_.size(),
                   .instruction_set = inspect_machine().chosen},
                  team_),
          arena_(engine_.layout().size) {}

    double at(std::span<const float> parameters) override {
        std::ranges::copy(parameters, arena_.data());  // kernels read aligned memory
        const engine::BatchResult result = engine_.evaluate(data_, rows_, arena_.span(), {});
        return result.loss / static_cast<double>(result.patterns);
    }

private:
    Dataset data_;
    std::span<const std::uint32_t> rows_;
    parallel::Team team_;
    engine::Engine engine_;
    AlignedBuffer<float> arena_;
};

}  // namespace

std::unique_ptr<Surface> make_surface(const Problem& problem, const Trial& trial, std::size_t patterns) {
    if (!problem.function.empty()) return std::make_unique<FunctionSurface>(problem.function);
    return std::make_unique<NetworkSurface>(problem, trial, patterns);
}

}  // namespace descent::comparison
