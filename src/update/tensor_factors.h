#pragma once
/// \file
/// What a parameter group changes.

namespace descent::update {

/// What is different for one tensor.
struct TensorFactors {
    double rate = 1;      ///< on the learning rate
    double decay = 1;     ///< on weight decay; biases: 0 unless something else is asked for
    bool frozen = false;  ///< never updated
};

}  // namespace descent::update
