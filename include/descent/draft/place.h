#pragma once
/// \file
/// Where in the network a parameter lies, for an `update` that takes it as its last argument, and random numbers that
/// belong to it. Draft: it may change.
///
///     template <class Value>
///     void update(Value& weight, Value gradient, const descent::Step& step, const descent::Place<Value>& place) const
///     {
///         const Value noise = place.uniform() - Value(0.5);
///         weight -= step.learning_rate / static_cast<double>(place.fan_in()) * gradient * (1 + noise);
///     }

#include <descent/plugin/draft/placed_loops.h>
#include <descent/plugin/draft/random.h>
#include <descent/plugin/draft/run.h>
#include <descent/value.h>

namespace descent {

using Run = descent_run;               ///< layers, tensors, parameters, planned_steps, seed
using RunTensor = descent_run_tensor;  ///< tensor, offset, fan_in, fan_out

/// Of the parameters that one `Value` stands for; all lie in one row. All functions: [inside a step].
template <class Value>
class Place {
public:
    DESCENT_INLINE Place(const descent_place& place, const descent_tensor& tensor, unsigned long long step,
                         unsigned long long index)
        : place_(place), tensor_(tensor), step_(step), index_(index) {}

    DESCENT_INLINE const descent_tensor& tensor() const { return tensor_; }
    DESCENT_INLINE unsigned long long row() const { return place_.first_row + index_ / tensor_.stride; }
    DESCENT_INLINE unsigned long long fan_in() const { return place_.fan_in; }  ///< of its layer, of biases too
    DESCENT_INLINE unsigned long long fan_out() const { return place_.fan_out; }
    DESCENT_INLINE unsigned layers() const { return place_.layers; }  ///< of the network

    /// In [0, 1), another for every parameter, step, seed and `draw`; the same bits on any threads.
    DESCENT_INLINE Value uniform(unsigned draw = 0) const { return drawn(draw, descent_random_uniform); }
    /// The same of mean 0 and deviation 1, normally distributed. `uniform` of the same draw is not independent of it.
    DESCENT_INLINE Value normal(unsigned draw = 0) const { return drawn(draw, descent_random_normal); }

private:
    DESCENT_INLINE Value drawn(unsigned draw, float (*number)(descent_random_key, uint64_t)) const {
        const descent_random_key key = descent_random_keys(place_.seed, step_, draw);
        const unsigned long long position = place_.position + index_;
        if constexpr (requires { Value::size; }) {
            alignas(64) float lanes[Value::size];
            for (unsigned i = 0; i < Value::size; ++i) lanes[i] = number(key, position + i);
            return Value::load(lanes);
        } else {
            return Value(static_cast<double>(number(key, position)));
        }
    }

    const descent_place& place_;
    const descent_tensor& tensor_;
    unsigned long long step_, index_;
};

}  // namespace descent
