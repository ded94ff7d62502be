#pragma once
/// \file
/// The parameters of a layout as the point at which a function is evaluated: padding left out.
///
///     Point<float> point(layout);
///     const double y = function.value(point.read(parameters));

#include <cstddef>
#include <span>
#include <vector>

#include "network/layout.h"

namespace descent::objective {

/// [any thread] Where the parameters of a layout stand in its arena.
std::vector<std::size_t> places_of(const network::Layout& layout);

template <class Value>
class Point {
public:
    explicit Point(const network::Layout& layout) : places_(places_of(layout)), x_(places_.size()) {}

    std::size_t dimensions() const { return places_.size(); }

    /// The numbers of an arena without padding; valid until the next call.
    std::span<const double> read(std::span<const Value> arena) {
        for (std::size_t i = 0; i < places_.size(); ++i) x_[i] = static_cast<double>(arena[places_[i]]);
        return x_;
    }

    /// Numbers to their places; padding stays.
    template <class Number>
    void write(std::span<const Number> numbers, std::span<Value> arena) const {
        for (std::size_t i = 0; i < places_.size(); ++i) arena[places_[i]] = static_cast<Value>(numbers[i]);
    }

private:
    std::vector<std::size_t> places_;
    std::vector<double> x_;
};

}  // namespace descent::objective
