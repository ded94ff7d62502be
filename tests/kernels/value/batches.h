#pragma once
/// \file
/// The table of one instruction set, compiled once for each with the set's flags.

#include <descent/detail/batch.h>

#include "kernels/value/functions.h"

namespace descent::test {

template <int function, class Isa>
void apply(const float* in, float* out, std::size_t count) {
    using Batch = detail::Batch<Isa>;
    for (std::size_t i = 0; i < count; i += Batch::size) evaluate<function>(Batch::load(in + i)).store(out + i);
}

template <class Isa>
void least(const float* a, const float* b, float* out, std::size_t count) {
    using Batch = detail::Batch<Isa>;
    for (std::size_t i = 0; i < count; i += Batch::size) min(Batch::load(a + i), Batch::load(b + i)).store(out + i);
}
template <class Isa>
void largest(const float* a, const float* b, float* out, std::size_t count) {
    using Batch = detail::Batch<Isa>;
    for (std::size_t i = 0; i < count; i += Batch::size) max(Batch::load(a + i), Batch::load(b + i)).store(out + i);
}

template <class Isa>
const FunctionTable& function_table() {
    static constexpr FunctionTable table = {{apply<0, Isa>, apply<1, Isa>, apply<2, Isa>, apply<3, Isa>, apply<4, Isa>,
                                             apply<5, Isa>, apply<6, Isa>, apply<7, Isa>},
                                            least<Isa>,
                                            largest<Isa>};
    return table;
}

}  // namespace descent::test
