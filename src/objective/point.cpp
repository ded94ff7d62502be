#include "objective/point.h"

namespace descent::objective {

std::vector<std::size_t> places_of(const network::Layout& layout) {
    std::vector<std::size_t> places;
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                places.push_back(tensor.offset + row * tensor.stride + column);
            }
        }
    }
    return places;
}

}  // namespace descent::objective
