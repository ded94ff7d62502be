#include "update/update.h"

#include <algorithm>
#include <cmath>

#include "update/objective.h"

namespace descent::update {

Update::Update(Optimizer& optimizer, const network::Layout& layout, std::span<float> parameters,
               const UpdateOptions& options)
    : optimizer_(optimizer),
      size_(layout.size),
      parameters_(parameters),
      options_(options),
      loops_(loops_for(optimizer.instruction_set())),
      pieces_(cut_into_pieces(layout)),
      sums_(pieces_.size()) {}

bool Update::needs_whole_gradient() const {
    return options_.clip_norm > 0 || optimizer_.needs_norms() || optimizer_.needs_closure();
}

void Update::begin_step(double learning_rate) { optimizer_.begin_step(learning_rate); }

void Update::consume(std::size_t offset, std::span<float> gradient) {
    if (gradient.empty()) return;
    const std::size_t tensor = optimizer_.tensor_at(offset);
    prepare(offset, gradient, tensor, 1);
    optimizer_.apply(parameters_, offset, gradient, tensor);
}

bool Update::takes_outer() const {
    const bool plain = options_.clip_value == 0 && options_.weight_decay == 0 && !needs_whole_gradient();
    const auto frozen = [](const TensorFactors& factors) { return factors.frozen; };
    return plain && optimizer_.has_outer() && std::ranges::none_of(optimizer_.factors(), frozen);
}

void Update::consume_outer(std::size_t offset, const engine::Outer& outer) {
    optimizer_.apply_outer(parameters_, offset, outer);
}

void Update::prepare(std::size_t offset, std::span<float> gradient, std::size_t tensor, double factor) const {
    const Preparation preparation{.factor = factor,
                                  .limit = options_.clip_value,
                                  .decay = options_.weight_decay * optimizer_.factors()[tensor].decay};
    loops_.prepare(preparation, parameters_.data() + offset, gradient.data(), gradient.size());
}

void Update::prepare_whole(std::span<float> gradient, parallel::Team& team) {
    const double factor = options_.clip_norm > 0 ? clipping_factor(gradient, team) : 1;
    for_each_piece(team, pieces_.size(), size_, [&](std::size_t i) {
        const Piece& piece = pieces_[i];
        const std::span<float> part = gradient.subspan(piece.offset, piece.count);
        prepare(piece.offset, part, piece.tensor, factor);
        // a line search moves along the whole gradient: what is frozen has none
        if (optimizer_.needs_closure() && optimizer_.factors()[piece.tensor].frozen) std::ranges::fill(part, 0.0F);
    });
}

void Update::apply_whole(std::span<float> gradient, parallel::Team& team) {
    prepare_whole(gradient, team);
    if (optimizer_.needs_norms()) optimizer_.begin_tensors(parameters_, gradient, team);
    for_each_piece(team, pieces_.size(), size_, [&](std::size_t i) {
        const Piece& piece = pieces_[i];
        optimizer_.apply(parameters_, piece.offset, gradient.subspan(piece.offset, piece.count), piece.tensor);
    });
}

/// min(1, clip / |g|); a norm that is NaN clips nothing, so the NaN stays visible.
double Update::clipping_factor(std::span<const float> gradient, parallel::Team& team) {
    for_each_piece(team, pieces_.size(), size_, [&](std::size_t i) {
        sums_[i] = {};
        if (optimizer_.factors()[pieces_[i].tensor].frozen) return;
        loops_.add_squares(gradient.data() + pieces_[i].offset, pieces_[i].count, sums_[i].data());
    });
    const double norm = std::sqrt(add_up(sums_));
    return norm > options_.clip_norm ? options_.clip_norm / norm : 1;
}

/// The cost with its penalty, whose gradient is prepared as the first one was.
class Update::PreparedObjective final : public Objective {
public:
    PreparedObjective(Update& update, Objective& cost, parallel::Team& team)
        : update_(update), cost_(cost), team_(team) {}

    double evaluate(std::span<const float> parameters, std::span<float> gradient) override {
        const double loss = cost_.evaluate(parameters, gradient);
        update_.prepare_whole(gradient, team_);
        return loss + update_.penalty(team_);
    }

private:
    Update& update_;
    Objective& cost_;
    parallel::Team& team_;
};

void Update::apply_closure(double loss, std::span<float> gradient, Objective& objective, parallel::Team& team) {
    prepare_whole(gradient, team);
    PreparedObjective prepared(*this, objective, team);
    optimizer_.minimise(parameters_, gradient, loss + penalty(team), prepared, team);
}

/// weight_decay/2 |w|^2 over all weights
double Update::penalty(parallel::Team& team) {
    if (options_.weight_decay == 0) return 0;
    for_each_piece(team, pieces_.size(), size_, [&](std::size_t i) {
        sums_[i] = {};
        loops_.add_squares(parameters_.data() + pieces_[i].offset, pieces_[i].count, sums_[i].data());
        const double decay = options_.weight_decay * optimizer_.factors()[pieces_[i].tensor].decay;
        for (double& lane : sums_[i]) lane *= decay;
    });
    return add_up(sums_) / 2;
}

}  // namespace descent::update
