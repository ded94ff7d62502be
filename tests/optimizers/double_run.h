#pragma once
// A rule in double precision, on gradients that a test makes.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/aligned_buffer.h"
#include "parallel/team.h"
#include "update/optimizer.h"

namespace descent::test {

class DoubleRun {
public:
    DoubleRun(const Registry& registry, std::string_view name, const std::map<std::string, std::string>& settings,
              const network::Layout& layout)
        : optimizer_(registry, name, settings, layout, InstructionSet::baseline), weights_(layout.size) {}

    double learning_rate() const { return optimizer_.learning_rate(); }
    std::vector<double>& weights() { return weights_; }
    std::span<const double> evaluation_weights() const { return optimizer_.evaluation_weights(weights_); }
    void start() { optimizer_.start_at(weights_); }  ///< at the weights as they are

    void step(double learning_rate, std::span<const double> gradient) {
        optimizer_.begin_step(learning_rate);
        apply(gradient);
    }

    /// With the gradient that `look()` is where the weights are, also where the rule takes it elsewhere.
    template <class Look>
    void step(double learning_rate, const Look& look) requires requires {
        look();
    }
    {
        std::vector<double> gradient = look();
        optimizer_.begin_step(learning_rate);
        if (optimizer_.looks_ahead()) {
            const std::vector<double> kept = weights_;
            optimizer_.look_ahead(weights_, gradient, alone_);
            gradient = look();
            weights_ = kept;
        }
        apply(gradient);
    }

private:
    /// From an aligned array, as products of matrices need it.
    void apply(std::span<const double> gradient) {
        std::ranges::copy(gradient, gradient_.data());
        optimizer_.apply_whole(weights_, gradient_.span(), alone_);
    }

    update::DoubleOptimizer optimizer_;
    std::vector<double> weights_;
    AlignedBuffer<double> gradient_{weights_.size()};
    parallel::Team alone_{1};
};

}  // namespace descent::test
