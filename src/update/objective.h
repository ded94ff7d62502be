#pragma once
/// \file
/// What an optimizer with a line search may ask for: loss and gradient at other parameters.

#include <span>

namespace descent::update {

class Objective {
public:
    virtual ~Objective() = default;

    /// [one thread] Mean cost and its gradient (padding zero) over the patterns of this step, at `parameters`.
    virtual double evaluate(std::span<const float> parameters, std::span<float> gradient) = 0;
};

}  // namespace descent::update
