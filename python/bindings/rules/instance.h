#pragma once
/// \file
/// A rule of Python in one run: the object of its class, and the arrays that it works on.

#include <descent/plugin.h>
#include <descent/plugin/draft/matrix.h>

#include "bindings/rules/python_rule.h"
#include "update/host/call.h"

namespace descent::python {

/// What Python raised in a rule, on its way to the caller of the run.
class PythonRaised : public update::RaisedByRule {
public:
    /// Called with the interpreter lock.
    PythonRaised(nb::python_error error, const std::string& who);

    nb::python_error& error() { return error_; }

private:
    nb::python_error error_;
};

/// What `update` may know of the step, as Python's `step`.
struct RuleStep {
    std::uint64_t count;
    double learning_rate, decay_factor;
    std::string tensor;
    std::uint32_t layer;
    bool is_bias;
};

/// All of these take the interpreter lock, and throw PythonRaised for what Python raises.
void* make_instance(const PythonRule& rule, const double* values);
void destroy_instance(void* instance);

/// [one thread] Copies a tensor into NumPy arrays, has the rule's `update` called, and copies weights and slots back.
/// The arrays are Python's: one that a rule keeps stays valid.
descent_status transform(const void* instance, const descent_tensor_matrices* matrices, const descent_step* step,
                         const descent_products* products, descent_message* message);
descent_status transform_in_double(const void* instance, const descent_double_tensor_matrices* matrices,
                                   const descent_step* step, const descent_double_products* products,
                                   descent_message* message);

}  // namespace descent::python
