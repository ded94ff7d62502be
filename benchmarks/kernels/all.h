#pragma once
/// \file
/// One function a file of this folder: registers its benchmarks.

namespace descent::bench {

void register_activations();
void register_delta_below();
void register_dense_forward();
void register_dropout();
void register_expand_inputs();
void register_gather_inputs();
void register_matrix_product();
void register_output_layer();
void register_packing();
void register_updates();
void register_weight_gradient();

}  // namespace descent::bench
