#pragma once
/// \file
/// All kernels of one instruction set, as a table. Included by one file an instruction set and nowhere else.

#include "kernels/dense_forward.h"
#include "kernels/gather_inputs.h"
#include "kernels/output_layer.h"
#include "kernels/pack_panels.h"
#include "kernels/peak.h"
#include "kernels/table.h"
#include "kernels/weight_gradient.h"

namespace descent::kernels {

template <class Isa>
constexpr KernelTable fill_table(InstructionSet set) {
    return {
        .instruction_set = set,
        .dense_forward = dense_forward<Isa>,
        .delta_below = delta_below<Isa>,
        .weight_gradient = weight_gradient<Isa>,
        .pack_panels = pack_panels<Isa>,
        .output_layer = output_layer<Isa>,
        .gather_inputs = gather_inputs<Isa>,
        .add = add<Isa>,
        .peak_flops = peak_flops<Isa>,
    };
}

}  // namespace descent::kernels
