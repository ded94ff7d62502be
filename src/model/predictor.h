#pragma once
/// \file
/// What a Predictor keeps: the model without its tensors, which data must fit, and the model prepared for inference.

#include <descent/model.h>

#include "model/inference.h"

namespace descent {

struct Predictor::Implementation {
    Implementation(const Model& trained, const Threads& threads);

    Model model;
    model::Inference inference;  // with its weights
};

}  // namespace descent
