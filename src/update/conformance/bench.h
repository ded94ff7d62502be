#pragma once
/// \file
/// A run of the subject on a small problem, step by step: what every check is made of.
///
///     Bench bench(subject, layout_of(37, {50, 3}));
///     NoisyParabola problem(bench.layout());
///     bench.start_at(problem);
///     for (int i = 0; i < 20; ++i) bench.step(problem);
///     bench.bits() == other.bits();

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/aligned_buffer.h"
#include "parallel/team.h"
#include "update/conformance/check.h"
#include "update/conformance/objectives.h"
#include "update/update.h"

namespace descent::update::conformance {

/// A network with that many inputs and units.
network::Layout layout_of(std::size_t inputs, const std::vector<std::size_t>& units);

/// The layout that most checks use: tensors of several rows, widths that need padding.
inline network::Layout usual_layout() { return layout_of(19, {21, 3}); }

class Bench {
public:
    Bench(const Subject& subject, network::Layout layout);
    Bench(const Subject& subject, network::Layout layout, InstructionSet set,
          const std::map<std::string, std::string>& settings);

    const network::Layout& layout() const { return layout_; }
    Optimizer& optimizer() { return optimizer_; }
    std::span<float> parameters() { return parameters_.span(); }
    std::span<float> gradient() { return gradient_.span(); }

    void start_at(const Problem& problem);

    /// One step with gradients of `problem`; `rate_factor` on the learning rate. On `threads` threads where the rule
    /// needs the whole gradient.
    void step(Problem& problem, double rate_factor = 1, std::size_t threads = 1);

    /// Stretches as `visit` orders them: it is called with the number of rows of every tensor and calls back.
    using Visit = std::function<void(const network::Tensor& tensor,
                                     const std::function<void(std::size_t row, std::size_t rows)>&)>;
    /// The same step in stretches of rows. Only where `works_in_stretches`.
    void step_in_stretches(Problem& problem, const Visit& visit, bool last_tensor_first = false);
    bool works_in_stretches() const { return !optimizer_.needs_norms() && !optimizer_.needs_closure(); }

    /// Parameters without padding.
    std::vector<float> weights() const;
    /// The same and all state, as bits.
    std::vector<std::uint32_t> bits();
    bool finite() const;
    double loss(Problem& problem);

    /// State, steps and parameters of another run of the same layout, by name.
    void copy_from(Bench& other);

private:
    network::Layout layout_;
    Optimizer optimizer_;
    AlignedBuffer<float> parameters_, gradient_, other_gradient_;
    std::vector<std::size_t> places_;
};

/// "weight 17 is 0.25 in one and 0.5 in the other", or "" when the bits are the same.
std::string difference(Bench& one, Bench& other);

}  // namespace descent::update::conformance
