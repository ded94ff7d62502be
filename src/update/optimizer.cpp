#include "update/optimizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <descent/error.h>

#include "update/call.h"
#include "update/closure.h"
#include "update/instance.h"
#include "update/pieces.h"
#include "update/settings.h"
#include "update/state.h"
#include "update/tensor_index.h"
#include "update/tensors.h"

namespace descent::update {
struct Optimizer::Implementation {
    network::Layout layout;
    InstructionSet instruction_set;
    double learning_rate;
    Instance instance;
    State state;
    TensorIndex tensor_at;
    std::vector<descent_tensor> tensors;
    std::vector<TensorFactors> factors;
    std::vector<descent_step> steps;  // one a tensor
    std::vector<Piece> pieces;        // with norms only
    std::vector<Lanes> sums;          // [measures][pieces]
    std::optional<Closure> closure;
    std::uint64_t count = 0;

    Implementation(const OptimizerInfo& info, const descent_rule& rule, const std::vector<double>& values,
                   const network::Layout& its_layout, InstructionSet set)
        : layout(its_layout),
          instruction_set(set),
          learning_rate(learning_rate_of(info, values)),
          instance(rule, values, set, who_is(info.name, info.file)),
          state(rule, instance.get(), layout, instance.who()),
          tensor_at(layout),
          tensors(describe_tensors(layout)),
          steps(tensors.size()) {
        for (const network::Tensor& tensor : layout.tensors) {
            factors.push_back({.decay = tensor.kind == network::TensorKind::weight ? 1.0 : 0.0});
        }
        if (instance.closure() != nullptr) closure.emplace(layout, set);
        if (instance.norms() == nullptr) return;
        pieces = cut_into_pieces(layout);
        sums.resize(pieces.size() * instance.norms()->measure_count);
    }

    /// Calls `use` with the slots of a stretch.
    template <class Use>
    void with_stretch(std::span<float> parameters, std::size_t offset, std::span<const float> gradient,
                      std::size_t tensor, Use&& use) const {
        std::array<float*, DESCENT_MOST_SLOTS> slots;
        const std::span<float* const> bases = state.bases();
        for (std::size_t s = 0; s < bases.size(); ++s) slots[s] = bases[s] == nullptr ? nullptr : bases[s] + offset;
        const descent_stretch stretch{
            sizeof(descent_stretch), DESCENT_ABI_VERSION, gradient.size(), parameters.data() + offset,
            gradient.data(),         slots.data(),        &tensors[tensor]};
        use(stretch);
    }

    void measure(std::span<float> parameters, std::span<const float> gradient, std::size_t piece) {
        const Piece& p = pieces[piece];
        const std::size_t measures = instance.norms()->measure_count;
        std::array<double, DESCENT_MOST_MEASURES * DESCENT_LANES> local{};
        with_stretch(parameters, p.offset, gradient.subspan(p.offset, p.count), p.tensor,
                     [&](const descent_stretch& stretch) {
                         instance.measure()(instance.get(), &stretch, &steps[p.tensor], local.data());
                     });
        for (std::size_t m = 0; m < measures; ++m) {
            std::copy_n(local.begin() + static_cast<std::ptrdiff_t>(m * DESCENT_LANES), DESCENT_LANES,
                        sums[m * pieces.size() + piece].begin());
        }
    }

    /// The pieces [first, end) are those of one tensor.
    void begin_tensor(std::size_t tensor, std::size_t first, std::size_t end) {
        std::array<double, DESCENT_MOST_MEASURES> norms{};
        for (std::size_t m = 0; m < instance.norms()->measure_count; ++m) {
            const std::span<Lanes> lanes(sums.data() + m * pieces.size() + first, end - first);
            norms[m] = std::sqrt(add_up(lanes));
        }
        call(instance.who(), "begin a tensor", [&](descent_message* message) {
            return instance.norms()->begin_tensor(instance.get(), &tensors[tensor], &steps[tensor], norms.data(),
                                                  state.tensor_slots(tensor), &steps[tensor].tensor_factor, message);
        });
    }
};

Optimizer::Optimizer(const Registry& registry, std::string_view name,
                     const std::map<std::string, std::string>& settings, const network::Layout& layout,
                     InstructionSet instruction_set) {
    const OptimizerInfo info = registry.info(name);
    implementation_ = std::make_unique<Implementation>(info, registry.rule(name), parse_settings(info, settings),
                                                       layout, instruction_set);
}

Optimizer::~Optimizer() = default;
Optimizer::Optimizer(Optimizer&&) noexcept = default;

double Optimizer::learning_rate() const { return implementation_->learning_rate; }

InstructionSet Optimizer::instruction_set() const { return implementation_->instruction_set; }

void Optimizer::set_factors(std::vector<TensorFactors> factors) { implementation_->factors = std::move(factors); }

const std::vector<TensorFactors>& Optimizer::factors() const { return implementation_->factors; }

void Optimizer::begin_step(double learning_rate) {
    Implementation& self = *implementation_;
    ++self.count;
    const descent_step step{sizeof(descent_step), DESCENT_ABI_VERSION, self.count, learning_rate, 1, 1};
    if (const descent_begin_step* begin = self.instance.begin_step()) {
        call(self.instance.who(), "begin a step", [&](descent_message* message) {
            return begin->begin_step(self.instance.get(), &step, self.state.globals(), message);
        });
    }
    for (std::size_t t = 0; t < self.steps.size(); ++t) {
        self.steps[t] = step;
        self.steps[t].learning_rate *= self.factors[t].rate;
        self.steps[t].decay_factor = self.factors[t].decay;
    }
}

std::size_t Optimizer::tensor_at(std::size_t offset) const { return implementation_->tensor_at(offset); }

void Optimizer::apply(std::span<float> parameters, std::size_t offset, std::span<const float> gradient) const {
    if (!gradient.empty()) apply(parameters, offset, gradient, tensor_at(offset));
}

void Optimizer::apply(std::span<float> parameters, std::size_t offset, std::span<const float> gradient,
                      std::size_t tensor) const {
    const Implementation& self = *implementation_;
    if (self.factors[tensor].frozen) return;
    self.with_stretch(parameters, offset, gradient, tensor, [&](const descent_stretch& stretch) {
        try {
            self.instance.update()(self.instance.get(), &stretch, &self.steps[tensor]);
        } catch (...) {
            rethrow_as_error(self.instance.who(), "update parameters");
        }
    });
}

bool Optimizer::has_outer() const { return implementation_->instance.outer() != nullptr && !needs_norms(); }

void Optimizer::apply_outer(std::span<float> parameters, std::size_t offset, const engine::Outer& outer) const {
    const Implementation& self = *implementation_;
    const std::size_t tensor = tensor_at(offset);
    const descent_outer_product product{sizeof(descent_outer_product),
                                        DESCENT_ABI_VERSION,
                                        outer.rows,
                                        outer.stride,
                                        outer.a,
                                        outer.delta,
                                        outer.next_a,
                                        outer.next_sums};
    const std::size_t count = outer.rows * outer.stride;
    self.with_stretch(parameters, offset, {static_cast<const float*>(nullptr), count}, tensor,
                      [&](const descent_stretch& stretch) {
                          try {
                              self.instance.outer()(self.instance.get(), &stretch, &self.steps[tensor], &product);
                          } catch (...) {
                              rethrow_as_error(self.instance.who(), "update parameters");
                          }
                      });
}

bool Optimizer::needs_norms() const { return implementation_->instance.norms() != nullptr; }

void Optimizer::begin_tensors(std::span<float> parameters, std::span<const float> gradient, parallel::Team& team) {
    Implementation& self = *implementation_;
    for_each_piece(team, self.pieces.size(), self.layout.size, [&](std::size_t piece) {
        if (self.factors[self.pieces[piece].tensor].frozen) return;
        try {
            self.measure(parameters, gradient, piece);
        } catch (...) {
            rethrow_as_error(self.instance.who(), "measure parameters");
        }
    });
    for (std::size_t first = 0, end = 0; first < self.pieces.size(); first = end) {
        const std::size_t tensor = self.pieces[first].tensor;
        while (end < self.pieces.size() && self.pieces[end].tensor == tensor) ++end;
        if (!self.factors[tensor].frozen) self.begin_tensor(tensor, first, end);
    }
}

bool Optimizer::needs_closure() const { return implementation_->instance.closure() != nullptr; }

void Optimizer::minimise(std::span<float> parameters, std::span<float> gradient, double loss, Objective& objective,
                         parallel::Team& team) {
    Implementation& self = *implementation_;
    self.closure->minimise(self.instance, self.steps.front(), loss,
                           {parameters, gradient, self.state.bases(), self.state.globals(), objective, team});
}

std::vector<std::string> Optimizer::slot_names() const { return implementation_->state.slot_names(); }
std::span<float> Optimizer::slot(std::string_view name) { return implementation_->state.slot(name); }
std::vector<std::string> Optimizer::global_names() const { return implementation_->state.global_names(); }
double Optimizer::global(std::string_view name) const { return implementation_->state.global(name); }
void Optimizer::set_global(std::string_view name, double value) { implementation_->state.set_global(name, value); }
std::uint64_t Optimizer::steps() const { return implementation_->count; }
void Optimizer::set_steps(std::uint64_t steps) { implementation_->count = steps; }

}  // namespace descent::update
