#pragma once
/// \file
/// The loss at any point of a problem's parameters: what paths run over.

#include <descent/comparison.h>

#include <memory>
#include <span>

namespace descent::comparison {

class Surface {
public:
    virtual ~Surface() = default;
    /// [one thread] Mean loss at these parameters (laid out as `TrialHooks::path` gives them).
    virtual double at(std::span<const float> parameters) = 0;
};

/// For a network: the loss over the first `patterns` of those that the trial trains on, with the scaling it uses.
/// For a function: its value.
std::unique_ptr<Surface> make_surface(const Problem& problem, const Trial& trial, std::size_t patterns);

}  // namespace descent::comparison
