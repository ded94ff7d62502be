#pragma once
/// \file
/// One rule at work on one arena: an optimizer is one of them, or several around each other.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "update/blocks.h"
#include "update/host/block_sums.h"
#include "update/host/closure.h"
#include "update/host/instance.h"
#include "update/host/loops_of_rule.h"
#include "update/host/matrix.h"
#include "update/host/norms.h"
#include "update/host/run_of_rule.h"
#include "update/host/state.h"
#include "update/optimizer.h"
#include "update/tensor_index.h"
#include "update/tensors.h"

namespace descent::update {

template <class Value>
class HostedRule {
public:
    /// `values`: one a hyper-parameter. Throws Error when the rule refuses them, or has no loops on that type.
    HostedRule(const OptimizerInfo& info, const descent_rule& rule, const std::vector<double>& values,
               const network::Layout& layout, InstructionSet set);
    HostedRule(const HostedRule&) = delete;
    HostedRule& operator=(const HostedRule&) = delete;

    const OptimizerInfo& info() const { return info_; }
    const network::Layout& layout() const { return layout_; }
    InstructionSet instruction_set() const { return instruction_set_; }
    double learning_rate() const { return learning_rate_; }  ///< before any schedule
    State<Value>& state() { return state_; }
    const State<Value>& state() const { return state_; }
    std::span<const Block> blocks() const { return blocks_; }
    std::size_t tensor_at(std::size_t offset) const { return tensor_at_(offset); }
    std::uint64_t steps() const { return count_; }
    void set_steps(std::uint64_t steps) { count_ = steps; }

    void set_factors(std::vector<TensorFactors> factors);
    const std::vector<TensorFactors>& factors() const { return factors_; }
    void begin_run(const RunFacts& facts) { run_.begin(facts); }
    void begin_step(double learning_rate);

    bool works_on_stretches() const { return !norms_ && !closure_ && !sums_ && !matrix_; }
    bool adds_up() const { return sums_.has_value(); }
    void append_measured(std::vector<double>& to) const;
    bool knows_its_place() const;
    bool needs_closure() const { return closure_.has_value(); }
    bool has_outer() const;
    bool looks_ahead() const { return instance_.wrapper() != nullptr && instance_.wrapper()->looks_ahead != 0; }

    /// [inside a step] As those of an optimizer.
    void apply(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
               std::size_t tensor) const;
    void apply_outer(std::span<Value> parameters, std::size_t offset,
                     const engine::Outer& outer) const requires std::same_as<Value, float>;
    /// [one thread] As those of an optimizer.
    void apply_whole(std::span<Value> parameters, std::span<const Value> gradient, parallel::Team& team);
    void minimise(std::span<Value> parameters, std::span<Value> gradient, double loss, const Evaluate& evaluate,
                  parallel::Team& team);
    void cut_stretches(std::size_t rows, double sums_start);

    /// `use(offset, floats)`: the rows of a block, in order.
    template <class Use>
    void for_each_stretch(const Block& block, Use&& use) const {
        const std::size_t most =
            rows_at_once_ == 0 ? block.count : rows_at_once_ * layout_.tensors[block.tensor].stride;
        for (std::size_t i = 0; i < block.count; i += most) use(block.offset + i, std::min(most, block.count - i));
    }

private:
    using Loops = LoopsOfRule<Value>;
    using Stretch = typename Loops::Stretch;

    bool is_plugin() const { return !info_.file.empty(); }
    template <class Use>
    void with_stretch(std::span<Value> parameters, std::size_t offset, std::span<const Value> gradient,
                      std::size_t tensor, const char* words, Use&& use) const;
    template <class Loop, class Placed, class... Sums>
    void run_loop(Loop loop, Placed placed, const Stretch& stretch, std::size_t tensor, std::size_t offset,
                  Sums... sums_of) const;
    template <class Loop, class Placed>
    void add_measures(Loop loop, Placed placed, std::span<Value> parameters, std::span<const Value> gradient,
                      const Block& block, const char* what, double* lanes) const;
    void clear_padding_of_plugin(std::span<Value> parameters, std::size_t offset, std::size_t floats,
                                 std::size_t tensor) const;
    void measure(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block);
    void measure_sums(std::span<Value> parameters, std::span<const Value> gradient, std::size_t block);
    void end_sums();
    void begin_tensor(std::size_t tensor, const double* measured);
    void transform(std::span<Value> parameters, std::span<const Value> gradient, std::size_t tensor,
                   parallel::Team& team);

    OptimizerInfo info_;
    network::Layout layout_;
    InstructionSet instruction_set_;
    double learning_rate_;
    Instance instance_;
    Loops loops_;
    State<Value> state_;
    TensorIndex tensor_at_;
    std::vector<descent_tensor> tensors_;
    std::vector<TensorFactors> factors_;
    descent_step step_{};              // without the factors of any tensor
    std::vector<descent_step> steps_;  // one a tensor
    std::vector<Block> blocks_;
    std::size_t rows_at_once_ = 0;  // of a block; 0: all of them
    RunOfRule run_;
    std::optional<Norms> norms_;
    std::optional<BlockSums<DESCENT_MOST_SUMS>> sums_;
    std::vector<double> last_sums_;
    std::vector<double> last_norms_;  // of every tensor in turn
    std::optional<Closure<Value>> closure_;
    std::optional<MatrixOfRule<Value>> matrix_;
    std::uint64_t count_ = 0;
};

extern template class HostedRule<float>;
extern template class HostedRule<double>;

}  // namespace descent::update
