// The frozen ABI: released structs keep their size and offsets for ever. (On machines with 8-byte pointers.)
#include <cstddef>

#include <descent/plugin.h>
#include <descent/plugin/draft/closure_2.h>
#include <descent/plugin/draft/evaluation_weights.h>
#include <descent/plugin/draft/matrix.h>
#include <descent/plugin/draft/outer.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/draft/run.h>
#include <descent/plugin/draft/sums.h>
#include <descent/plugin/draft/whole_numbers.h>
#include <descent/plugin/draft/wrapper.h>
#include <descent/scale.h>

#include "support/catch.h"
#include "update/host/offer.h"

static_assert(sizeof(void*) == 8);

// ABI version 1: never change a line of this block.
static_assert(DESCENT_ABI_VERSION >= 1);
static_assert(sizeof(descent_message) == 24 && offsetof(descent_message, capacity) == 8 &&
              offsetof(descent_message, text) == 16);
static_assert(sizeof(descent_hyper_parameter) == 64 && offsetof(descent_hyper_parameter, name) == 8 &&
              offsetof(descent_hyper_parameter, help) == 16 && offsetof(descent_hyper_parameter, default_value) == 24 &&
              offsetof(descent_hyper_parameter, minimum) == 32 && offsetof(descent_hyper_parameter, maximum) == 40 &&
              offsetof(descent_hyper_parameter, scale) == 48 && offsetof(descent_hyper_parameter, choice_count) == 52 &&
              offsetof(descent_hyper_parameter, choices) == 56);
static_assert(sizeof(descent_slot) == 24 && offsetof(descent_slot, name) == 8 && offsetof(descent_slot, help) == 16);
static_assert(sizeof(descent_tensor) == 48 && offsetof(descent_tensor, name) == 8 &&
              offsetof(descent_tensor, kind) == 16 && offsetof(descent_tensor, layer) == 20 &&
              offsetof(descent_tensor, rows) == 24 && offsetof(descent_tensor, columns) == 32 &&
              offsetof(descent_tensor, stride) == 40);
static_assert(sizeof(descent_step) == 40 && offsetof(descent_step, count) == 8 &&
              offsetof(descent_step, learning_rate) == 16 && offsetof(descent_step, decay_factor) == 24 &&
              offsetof(descent_step, tensor_factor) == 32);
static_assert(sizeof(descent_stretch) == 48 && offsetof(descent_stretch, count) == 8 &&
              offsetof(descent_stretch, weights) == 16 && offsetof(descent_stretch, gradients) == 24 &&
              offsetof(descent_stretch, slots) == 32 && offsetof(descent_stretch, tensor) == 40);
static_assert(sizeof(descent_rule) == 104 && offsetof(descent_rule, name) == 8 &&
              offsetof(descent_rule, formula) == 16 && offsetof(descent_rule, source) == 24 &&
              offsetof(descent_rule, hyper_parameter_count) == 32 && offsetof(descent_rule, slot_count) == 36 &&
              offsetof(descent_rule, hyper_parameters) == 40 && offsetof(descent_rule, slots) == 48 &&
              offsetof(descent_rule, create) == 56 && offsetof(descent_rule, destroy) == 64 &&
              offsetof(descent_rule, uses_slot) == 72 && offsetof(descent_rule, slot_start) == 80 &&
              offsetof(descent_rule, loop) == 88 && offsetof(descent_rule, extension) == 96);
static_assert(sizeof(descent_host) == 32 && offsetof(descent_host, version) == 8 &&
              offsetof(descent_host, calls) == 16 && offsetof(descent_host, extension) == 24);
static_assert(sizeof(descent_entry) == 32 && offsetof(descent_entry, rule_count) == 8 &&
              offsetof(descent_entry, rules) == 16 && offsetof(descent_entry, start) == 24);
static_assert(sizeof(descent_begin_step) == 40 && offsetof(descent_begin_step, global_count) == 8 &&
              offsetof(descent_begin_step, globals) == 16 && offsetof(descent_begin_step, global_start) == 24 &&
              offsetof(descent_begin_step, begin_step) == 32);
static_assert(sizeof(descent_norms) == 48 && offsetof(descent_norms, measure_count) == 8 &&
              offsetof(descent_norms, tensor_slot_count) == 12 && offsetof(descent_norms, tensor_slots) == 16 &&
              offsetof(descent_norms, tensor_slot_start) == 24 && offsetof(descent_norms, measure) == 32 &&
              offsetof(descent_norms, begin_tensor) == 40);
static_assert(sizeof(descent_double_stretch) == 48 && sizeof(descent_double_loops) == 24 &&
              offsetof(descent_double_loops, update) == 8 && offsetof(descent_double_loops, measure) == 16);
static_assert(DESCENT_OK == 0 && DESCENT_REFUSED == 1);
static_assert(DESCENT_SCALE_LINEAR == 0 && DESCENT_SCALE_LOG == 1 && DESCENT_SCALE_CHOICE == 2);
static_assert(DESCENT_LANES == 16);
// end of ABI version 1

// Drafts: another shape is another revision.
static_assert(sizeof(descent_arena) == 40 && offsetof(descent_arena, count) == 8 &&
              offsetof(descent_arena, weights) == 16 && offsetof(descent_arena, gradients) == 24 &&
              offsetof(descent_arena, slots) == 32);
static_assert(sizeof(descent_objective) == 40 && offsetof(descent_objective, context) == 8 &&
              offsetof(descent_objective, evaluate) == 16 && offsetof(descent_objective, dot) == 24 &&
              offsetof(descent_objective, add_scaled) == 32);
static_assert(sizeof(descent_run_tensor) == 40 && offsetof(descent_run_tensor, tensor) == 8 &&
              offsetof(descent_run_tensor, offset) == 16 && offsetof(descent_run_tensor, fan_in) == 24 &&
              offsetof(descent_run_tensor, fan_out) == 32);
static_assert(sizeof(descent_run) == 56 && offsetof(descent_run, layers) == 8 &&
              offsetof(descent_run, tensor_count) == 16 && offsetof(descent_run, tensors) == 24 &&
              offsetof(descent_run, parameters) == 32 && offsetof(descent_run, planned_steps) == 40 &&
              offsetof(descent_run, seed) == 48);
static_assert(sizeof(descent_begin_run) == 24 && offsetof(descent_begin_run, uses_planned_steps) == 8 &&
              offsetof(descent_begin_run, begin_run) == 16);
static_assert(sizeof(descent_place) == 56 && offsetof(descent_place, first_row) == 8 &&
              offsetof(descent_place, position) == 16 && offsetof(descent_place, fan_in) == 24 &&
              offsetof(descent_place, fan_out) == 32 && offsetof(descent_place, layers) == 40 &&
              offsetof(descent_place, seed) == 48);
static_assert(sizeof(descent_placed_loops) == 24 && offsetof(descent_placed_loops, loop) == 8 &&
              offsetof(descent_placed_loops, double_update) == 16);
static_assert(sizeof(descent_placed_measures) == 40 && offsetof(descent_placed_measures, norms) == 8 &&
              offsetof(descent_placed_measures, sums) == 16 && offsetof(descent_placed_measures, double_norms) == 24 &&
              offsetof(descent_placed_measures, double_sums) == 32);
static_assert(sizeof(descent_matrix) == 40 && offsetof(descent_matrix, numbers) == 8 &&
              offsetof(descent_matrix, rows) == 16 && offsetof(descent_matrix, columns) == 24 &&
              offsetof(descent_matrix, stride) == 32 && sizeof(descent_double_matrix) == sizeof(descent_matrix));
static_assert(sizeof(descent_products) == 64 && offsetof(descent_products, context) == 8 &&
              offsetof(descent_products, multiply) == 16 && offsetof(descent_products, multiply_by_itself) == 24 &&
              offsetof(descent_products, scale) == 32 && offsetof(descent_products, row_sums) == 40 &&
              offsetof(descent_products, column_sums) == 48 && offsetof(descent_products, scratch) == 56 &&
              sizeof(descent_double_products) == sizeof(descent_products));
static_assert(sizeof(descent_tensor_matrices) == 104 && offsetof(descent_tensor_matrices, tensor) == 8 &&
              offsetof(descent_tensor_matrices, weights) == 16 && offsetof(descent_tensor_matrices, gradients) == 56 &&
              offsetof(descent_tensor_matrices, slots) == 96 &&
              sizeof(descent_double_tensor_matrices) == sizeof(descent_tensor_matrices));
static_assert(sizeof(descent_matrix_rule) == 24 && offsetof(descent_matrix_rule, transform) == 8 &&
              offsetof(descent_matrix_rule, double_transform) == 16);
static_assert(sizeof(descent_sums) == 40 && offsetof(descent_sums, sum_count) == 8 &&
              offsetof(descent_sums, measure) == 16 && offsetof(descent_sums, double_measure) == 24 &&
              offsetof(descent_sums, end_sums) == 32);
static_assert(sizeof(descent_wrapper) == 16 && offsetof(descent_wrapper, before_slot) == 8);
static_assert(sizeof(descent_evaluation_weights) == 16 && offsetof(descent_evaluation_weights, slot) == 8);
static_assert(sizeof(descent_whole_numbers) == 16 && offsetof(descent_whole_numbers, is_whole) == 8);
static_assert(sizeof(descent_closure) == 16 && offsetof(descent_closure, minimise) == 8);
static_assert(sizeof(descent_closure_2) == 24 && offsetof(descent_closure_2, honours_groups) == 8 &&
              offsetof(descent_closure_2, minimise) == 16);
static_assert(sizeof(descent_arena_tensor) == 56 && offsetof(descent_arena_tensor, tensor) == 8 &&
              offsetof(descent_arena_tensor, offset) == 16 && offsetof(descent_arena_tensor, learning_rate) == 24 &&
              offsetof(descent_arena_tensor, rate_factor) == 32 && offsetof(descent_arena_tensor, decay_factor) == 40 &&
              offsetof(descent_arena_tensor, frozen) == 48);
static_assert(sizeof(descent_arena_tensors) == 24 && offsetof(descent_arena_tensors, count) == 8 &&
              offsetof(descent_arena_tensors, tensors) == 16);

// The numbers of the C++ face and of the C ABI are the same.
static_assert(static_cast<int>(descent::Scale::linear) == DESCENT_SCALE_LINEAR);
static_assert(static_cast<int>(descent::Scale::log) == DESCENT_SCALE_LOG);
static_assert(static_cast<int>(descent::Scale::choice) == DESCENT_SCALE_CHOICE);

TEST_CASE("the host answers for the versions that it knows and for no other") {
    const descent_host* host = descent_host_api(1);
    REQUIRE(host != nullptr);
    CHECK(host->size == sizeof(descent_host));
    CHECK(host->abi_version == 1);
    CHECK(host->calls(DESCENT_BEGIN_STEP) == 1);
    CHECK(host->calls(DESCENT_NORMS) == 1);
    CHECK(host->calls(DESCENT_DOUBLE_LOOPS) == 1);
    CHECK(host->calls(DESCENT_CLOSURE) == 1);
    CHECK(host->calls(DESCENT_CLOSURE_2) == 1);
    CHECK(host->calls(DESCENT_OUTER) == 1);
    CHECK(host->calls("descent.norms/2") == 0);
    CHECK(host->extension("descent.anything/1") == nullptr);
    CHECK(descent_host_api(0) == nullptr);
    CHECK(descent_host_api(2) == nullptr);
}

TEST_CASE("extension ids never change") {
    CHECK(std::string(DESCENT_BEGIN_STEP) == "descent.begin_step/1");
    CHECK(std::string(DESCENT_NORMS) == "descent.norms/1");
    CHECK(std::string(DESCENT_DOUBLE_LOOPS) == "descent.double_loops/1");
    CHECK(std::string(DESCENT_CLOSURE) == "descent.closure/1");
    CHECK(std::string(DESCENT_CLOSURE_2) == "descent.closure/2");
    CHECK(std::string(DESCENT_RUN) == "descent.run/1");
    CHECK(std::string(DESCENT_PLACED_LOOPS) == "descent.placed_loops/1");
    CHECK(std::string(DESCENT_MATRIX) == "descent.matrix/1");
    CHECK(std::string(DESCENT_PLACED_MEASURES) == "descent.placed_measures/1");
    CHECK(std::string(DESCENT_SUMS) == "descent.sums/1");
    CHECK(std::string(DESCENT_EVALUATION_WEIGHTS) == "descent.evaluation_weights/1");
    CHECK(std::string(DESCENT_WRAPPER) == "descent.wrapper/1");
    CHECK(std::string(DESCENT_WHOLE_NUMBERS) == "descent.whole_numbers/1");
}
