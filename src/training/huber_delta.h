#pragma once
/// \file
/// The delta of a loss that has none.

#include <descent/error.h>
#include <descent/loss.h>

#include <string>

namespace descent::training {

[[noreturn]] inline void refuse_huber_delta(Loss loss) {
    throw UsageError("huber_delta", "is for loss huber; the loss is " + std::string(to_string(loss)));
}

}  // namespace descent::training
