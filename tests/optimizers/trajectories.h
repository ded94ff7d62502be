#pragma once
/// \file
/// The trajectories in tests/reference/optimizers.json, and the problem that they were run on.

#include <map>
#include <string>
#include <vector>

#include "network/layout.h"
#include "rules.h"

namespace descent::test {

/// gradient_i(t) = curvature_i (w_i - centre_i) + noise_i(t); six weights [3][2], then two biases.
struct NoisyParabola {
    std::vector<double> curvature, centre, start;
    std::vector<std::vector<double>> noise;  ///< [steps]
};

struct Trajectory {
    std::string optimizer;
    Settings settings;
    bool tenth_after_50 = false;                          ///< the learning rate falls to a tenth after step 50
    std::map<std::size_t, std::vector<double>> weights;   ///< after some of the steps
    std::map<std::size_t, std::vector<double>> measured;  ///< those that are measured, where they are others

    std::string title() const;
};

struct Trajectories {
    NoisyParabola problem;
    std::vector<Trajectory> cases;
};

Trajectories read_trajectories();

/// A network of 3 inputs and 2 outputs, and where its 8 parameters stand in the arena.
network::Layout small_layout();
std::vector<std::size_t> small_places();

}  // namespace descent::test
