#pragma once
/// \file
/// The published figures that stand in files of published/, one line a row, as their sources print them.

#include <string>
#include <string_view>
#include <vector>

#include "reproduction/point.h"

namespace descent::reproduction {

/// Test losses of gradient descent and momentum (0.99) on DeepOBS' quadratic_deep at 36 learning rates. Columns:
/// optimizer, learning_rate, seed, epochs, test_loss_0, test_loss_1, test_loss_10, test_loss_50, test_loss_last.
/// Source: Schneider, Balles and Hennig 2019; repository fsschneider/DeepOBS_Baselines, commit 3da285a.
std::string_view quadratic_deep_text();

/// Ten epochs of nine optimizers on Fashion-MNIST. Columns: printed_as, epoch, loss, accuracy, validation_loss,
/// validation_accuracy. Source: Geron, "Hands-On Machine Learning", 3rd edition, notebook of chapter 11; repository
/// ageron/handson-ml3, commit e3f3f9e.
std::string_view hands_on_chapter_11_text();

/// The cells of each row, without the heading.
std::vector<std::vector<std::string>> rows_of(std::string_view published);

/// A figure as printed: 0.8881 has a rounding of 0.00005, "inf" and "nan" have none. Throws Error for what is no
/// number.
Published printed(const std::string& text, std::uint64_t runs = 1);

}  // namespace descent::reproduction
