#pragma once
/// \file
/// What the experiments on Fashion-MNIST share.

#include <string>
#include <vector>

#include "reproduction/experiment.h"

namespace descent::reproduction {

/// Fashion-MNIST with ReLU layers of `hidden` units below a softmax of 10, batches of 32, pixels / 255. Throws
/// InputError where the data is not there.
Problem fashion_mnist(const std::vector<std::size_t>& hidden, Initialisation initialisation, std::uint64_t epochs);

/// The same with the last 5,000 patterns held out, as the book "Hands-On Machine Learning" does.
Problem fashion_mnist_of_hands_on(const std::vector<std::size_t>& hidden, Initialisation initialisation,
                                  std::uint64_t epochs);

/// Adds loss, accuracy, validation loss and validation accuracy at the end of `epoch`, in this order in `figures`, as
/// printed, beside the final runs of `optimizer`. `name`: of the block.
void add_figures(const study::Study& study, const std::string& optimizer, const std::string& name, std::uint64_t epoch,
                 const std::vector<std::string>& figures, std::vector<Pair>& pairs);

}  // namespace descent::reproduction
