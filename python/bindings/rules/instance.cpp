#include "bindings/rules/instance.h"

#include <nanobind/stl/string.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"
#include "bindings/arrays.h"

namespace descent::python {
namespace {

/// "ValueError: text", one line.
std::string line_of(nb::python_error& error) {
    const std::string type = nb::cast<std::string>(error.type().attr("__name__"));
    return printable(type + ": " + nb::cast<std::string>(nb::str(error.value())), 500);
}

/// A tensor as NumPy arrays, row after row without padding.
template <class Real>
struct Arrays {
    struct One {
        nb::object array;
        Real* numbers;
    };

    One weights, gradients;
    std::vector<One> slots;
    nb::dict state;

    static One make(const descent_tensor& tensor) {
        std::vector<Real> numbers(tensor.rows * tensor.columns);
        Real* const first = numbers.data();  // moved, not copied
        const bool is_bias = tensor.kind == 1;
        return {to_numpy(std::move(numbers), is_bias ? std::vector<std::size_t>{tensor.columns}
                                                     : std::vector<std::size_t>{tensor.rows, tensor.columns}),
                first};
    }

    Arrays(const descent_tensor& tensor, const std::vector<std::string>& names)
        : weights(make(tensor)), gradients(make(tensor)) {
        for (const std::string& name : names) {
            slots.push_back(make(tensor));
            state[name.c_str()] = slots.back().array;
        }
    }
};

template <class Matrix, class Real>
void copy_in(const Matrix& from, Real* to) {
    for (std::uint64_t row = 0; row < from.rows; ++row) {
        std::copy_n(from.numbers + row * from.stride, from.columns, to + row * from.columns);
    }
}

template <class Matrix, class Real>
void copy_out(const Real* from, const Matrix& to) {
    for (std::uint64_t row = 0; row < to.rows; ++row) {
        std::copy_n(from + row * to.columns, to.columns, to.numbers + row * to.stride);
    }
}

struct Instance {
    const PythonRule& rule;
    nb::object object;
    std::map<const descent_tensor*, Arrays<float>> in_float = {};
    std::map<const descent_tensor*, Arrays<double>> in_double = {};

    auto& arrays(float /*of that type*/) { return in_float; }
    auto& arrays(double /*of that type*/) { return in_double; }

    template <class Real, class Matrices>
    void transform(const Matrices& matrices, const descent_step& step) {
        const descent_tensor& tensor = *matrices.tensor;
        Arrays<Real>& own = arrays(Real()).try_emplace(&tensor, tensor, rule.slots()).first->second;
        copy_in(matrices.weights, own.weights.numbers);
        copy_in(matrices.gradients, own.gradients.numbers);
        for (std::size_t s = 0; s < own.slots.size(); ++s) copy_in(matrices.slots[s], own.slots[s].numbers);
        rule.apply()(
            object, own.weights.array, own.gradients.array, own.state,
            RuleStep{step.count, step.learning_rate, step.decay_factor, tensor.name, tensor.layer, tensor.kind == 1});
        copy_out(own.weights.numbers, matrices.weights);
        for (std::size_t s = 0; s < own.slots.size(); ++s) copy_out(own.slots[s].numbers, matrices.slots[s]);
    }
};

/// Runs `work` with the interpreter lock.
template <class Work>
auto in_python(const PythonRule& rule, const Work& work) {
    const nb::gil_scoped_acquire lock;
    try {
        return work();
    } catch (nb::python_error& error) {
        throw PythonRaised(error, update::who_is(rule.description().name, rule.description().place));
    }
}

template <class Real, class Matrices>
descent_status transform_as(const void* instance, const Matrices& matrices, const descent_step& step) {
    auto& self = *static_cast<Instance*>(const_cast<void*>(instance));
    in_python(self.rule, [&] { self.transform<Real>(matrices, step); });
    return DESCENT_OK;
}

}  // namespace

PythonRaised::PythonRaised(nb::python_error error, const std::string& who)
    : RaisedByRule(who + ": " + line_of(error)), error_(std::move(error)) {}

void* make_instance(const PythonRule& rule, const double* values) {
    return in_python(rule, [&] { return new Instance{.rule = rule, .object = rule.make(values)}; });
}

void destroy_instance(void* instance) {
    const nb::gil_scoped_acquire lock;
    delete static_cast<Instance*>(instance);
}

descent_status transform(const void* instance, const descent_tensor_matrices* matrices, const descent_step* step,
                         const descent_products* /*products*/, descent_message* /*message*/) {
    return transform_as<float>(instance, *matrices, *step);
}

descent_status transform_in_double(const void* instance, const descent_double_tensor_matrices* matrices,
                                   const descent_step* step, const descent_double_products* /*products*/,
                                   descent_message* /*message*/) {
    return transform_as<double>(instance, *matrices, *step);
}

}  // namespace descent::python
