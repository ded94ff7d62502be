#pragma once
/// \file
/// An ONNX file as a list of nodes and constants. Foreign bytes: nothing is trusted, nothing is allocated from a
/// claimed size.

#include <map>
#include <string>
#include <vector>

#include "storage/file_system.h"

namespace descent::model {

struct OnnxTensor {
    std::vector<std::size_t> shape;
    std::vector<double> values;  ///< of float16, float32 and float64; of other types none
};

struct OnnxNode {
    std::string name, operation, domain;
    std::vector<std::string> inputs, outputs;
    std::map<std::string, double> numbers = {};     ///< attributes
    std::map<std::string, std::string> texts = {};  ///< attributes

    double number(const std::string& attribute, double otherwise) const;
};

struct OnnxFile {
    std::vector<OnnxNode> nodes;
    std::map<std::string, OnnxTensor> constants;
    std::vector<std::string> inputs;  ///< that are no constants
    std::vector<std::string> outputs;
    std::map<std::string, std::string> metadata;
};

/// Throws InputError that names the place, what was found and what was expected.
OnnxFile parse_onnx(const storage::FileBytes& file);

}  // namespace descent::model
