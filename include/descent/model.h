#pragma once
/// \file
/// A trained network as users keep it: weights, scaling, class names; its file, predictions, evaluation.
///
/// Contract: a value; reading from many threads is safe while none changes it.
///
///     descent::Model model = descent::load("model.safetensors");
///     descent::Evaluation result = descent::evaluate(model, data);

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <descent/dataset.h>
#include <descent/evaluation.h>
#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/network.h>

namespace descent {

/// One named matrix or vector of a model, as it stands in the file.
struct ModelTensor {
    std::string name;                ///< "layers.0.weight", "layers.0.bias"
    std::vector<std::size_t> shape;  ///< weights [fan_out][fan_in] as in PyTorch's Linear; biases [fan_out]
    std::vector<float> values;       ///< row after row
};

struct Model {
    Network network = {};
    Loss loss = Loss::mse;
    double huber_delta = 1;                 ///< of the loss huber: its border, above 0, of scaled targets
    std::vector<float> class_weights = {};  ///< factor on the cost of each class's patterns; empty: 1
    Scaling scaling = {};
    TargetScaling target_scaling = {};           ///< empty for classes, and where targets are as they are
    std::vector<std::string> class_names = {};   ///< empty for regression
    Columns columns = {};                        ///< of a table; may be empty
    std::vector<std::string> target_names = {};  ///< of a table; may be empty
    std::vector<ModelTensor> tensors = {};       ///< weight then bias, layer by layer
};

/// [one thread a path] Writes the file whole or not at all. Throws Error when that cannot be done.
void save(const Model& model, const std::string& path);

/// [any thread] Throws InputError when the file is not a model of Descent or is damaged.
Model load(const std::string& path);

/// A model made ready to predict and to be evaluated again and again, for programs that are asked for a few patterns at
/// a time. The model may go.
class Predictor {
public:
    /// Throws UsageError when the parts of the model do not fit each other.
    explicit Predictor(const Model& model, const Threads& threads = {});
    ~Predictor();
    Predictor(Predictor&&) noexcept;

    /// [one thread a predictor] Outputs of every pattern, in the unit of the targets: [patterns][outputs], row after
    /// row. Throws InputError when the inputs are not those of the model.
    std::vector<double> predict(const Dataset& data);

    /// [one thread a predictor] Figures are also weighted where the model has class weights or the data has weights of
    /// its patterns. Throws InputError when the inputs are not those of the model or the data has not its targets,
    /// UsageError when `top_k` is given and not below the number of classes.
    Evaluation evaluate(const Dataset& data, std::optional<std::size_t> top_k = {});

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// [any thread] The same once.
std::vector<double> predict(const Model& model, const Dataset& data, const Threads& threads = {});
Evaluation evaluate(const Model& model, const Dataset& data, const Threads& threads = {},
                    std::optional<std::size_t> top_k = {});

}  // namespace descent
