#include "update/tensors.h"

namespace descent::update {

std::vector<descent_tensor> describe_tensors(const network::Layout& layout) {
    std::vector<descent_tensor> result;
    for (const network::Tensor& t : layout.tensors) {
        result.push_back({sizeof(descent_tensor), DESCENT_ABI_VERSION, t.name.c_str(),
                          static_cast<std::int32_t>(t.kind), static_cast<std::uint32_t>(t.layer), t.rows, t.columns,
                          t.stride});
    }
    return result;
}

double learning_rate_of(const OptimizerInfo& info, const std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (info.hyper_parameters[i].name == "learning_rate") return values[i];
    }
    return 1;
}

}  // namespace descent::update
