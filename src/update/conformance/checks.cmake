# The conformance kit's checks, one file each, in the order in which they are run.
set(DESCENT_CHECKS
  describes_itself
  leaves_the_process_alone
  same_bits_in_every_run
  two_runs_do_not_meet
  same_bits_for_any_split
  same_bits_in_any_order
  same_bits_for_any_number_of_threads
  same_bits_on_every_instruction_set
  state_restored_goes_on_the_same
  state_is_found_by_name
  tensors_do_not_count
  writes_only_its_stretch
  reads_no_neighbour
  padding_adds_nothing_up
  measures_are_added
  columns_do_not_meet
  equal_weights_stay_equal
  step_goes_downhill
  zero_gradient_moves_nothing
  gradient_that_vanishes_leaves_it_finite
  huge_gradient_leaves_it_finite
  tiny_gradient_leaves_it_finite
  nan_stays_visible
  nan_stays_where_it_is
  hyper_parameters_work_at_their_ends
  every_hyper_parameter_has_an_effect
  follows_the_learning_rate
  decay_spares_biases
  agrees_with_itself_in_double
  many_instances_come_and_go
  small_and_odd_shapes_work
  long_run_stays_finite
  converges_on_a_parabola
  converges_on_an_ill_conditioned_parabola
  converges_on_rosenbrock
  converges_on_logistic_regression
  agrees_with_trajectory
  speed
)

foreach(name IN LISTS DESCENT_CHECKS)
  string(APPEND declarations "extern const Check ${name};\n")
  string(APPEND entries "        &${name},\n")
endforeach()
file(CONFIGURE OUTPUT conformance_checks.cpp CONTENT "#include \"update/conformance/check.h\"\n
namespace descent::update::conformance {\n
@declarations@
const std::vector<const Check*>& checks() {
    static const std::vector<const Check*> all = {
@entries@    };
    return all;
}\n
}  // namespace descent::update::conformance\n" @ONLY)
target_sources(descent_update PRIVATE
  conformance/bench.cpp
  conformance/check.cpp
  conformance/child.cpp
  conformance/convergence.cpp
  conformance/objectives.cpp
  conformance/plain_run.cpp
  conformance/trajectory.cpp
  ${CMAKE_CURRENT_BINARY_DIR}/conformance_checks.cpp)
list(TRANSFORM DESCENT_CHECKS PREPEND conformance/checks/ OUTPUT_VARIABLE files)
list(TRANSFORM files APPEND .cpp)
target_sources(descent_update PRIVATE ${files})
