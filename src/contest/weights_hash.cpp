#include "contest/weights_hash.h"

#include "storage/checksum.h"
#include "training/run_record.h"

namespace descent::contest {

std::string weights_hash(const Model& model) {
    storage::Checksum sum;
    for (const ModelTensor& tensor : model.tensors) sum.add(std::as_bytes(std::span(tensor.values)));
    return training::hexadecimal(sum.value());
}

std::string weights_hash(std::span<const float> values) {
    return training::hexadecimal(storage::checksum(std::as_bytes(values)));
}

}  // namespace descent::contest
