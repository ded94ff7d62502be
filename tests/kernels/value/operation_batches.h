#pragma once
/// \file
/// The table of operations of one instruction set, compiled once for each with the set's flags.

#include <descent/detail/batch.h>

#include "kernels/value/operations.h"

namespace descent::test {

template <int operation, class Isa>
void operate_on_all(const float* a, const float* b, const float* c, float* out, std::size_t count) {
    using Batch = detail::Batch<Isa>;
    for (std::size_t i = 0; i < count; i += Batch::size)
        operate<operation>(Batch::load(a + i), Batch::load(b + i), Batch::load(c + i)).store(out + i);
}

template <class Isa>
const OperationTable& operation_table() {
    static constexpr OperationTable table = {
        {operate_on_all<0, Isa>, operate_on_all<1, Isa>, operate_on_all<2, Isa>, operate_on_all<3, Isa>,
         operate_on_all<4, Isa>, operate_on_all<5, Isa>, operate_on_all<6, Isa>, operate_on_all<7, Isa>,
         operate_on_all<8, Isa>, operate_on_all<9, Isa>, operate_on_all<10, Isa>, operate_on_all<11, Isa>,
         operate_on_all<12, Isa>, operate_on_all<13, Isa>, operate_on_all<14, Isa>, operate_on_all<15, Isa>,
         operate_on_all<16, Isa>, operate_on_all<17, Isa>, operate_on_all<18, Isa>}};
    return table;
}

}  // namespace descent::test
