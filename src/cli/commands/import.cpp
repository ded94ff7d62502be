#include "model/import/import.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/written_files.h"
#include "network/names.h"
#include "storage/whole_files.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

class Import : public Command {
public:
    std::string name() const override { return "import"; }
    std::string summary() const override { return "makes a model of another program's network"; }
    std::string examples() const override {
        return "  # Gemm, or MatMul and Add, and activations, one layer behind the other\n"
               "  descent import net.onnx --out m.safetensors\n"
               "  # tensors alone, as PyTorch's Linear has them: what follows the layers has to be said\n"
               "  descent import net.safetensors --activation relu --output-activation softmax --out m.safetensors\n";
    }

    void describe(OptionList& options) override {
        options.positional("FILE", file_, "ONNX (.onnx) or tensors of PyTorch (.safetensors)", true);
        options.group("Network");
        std::vector<std::string> hidden_names = names_of<Activation>();
        std::erase(hidden_names, name_of(Activation::softmax));
        options.text("activation", "NAME", choice_.activation,
                     "activation of the hidden layers of a file of tensors: " + alternatives(hidden_names));
        options.text("output-activation", "NAME", choice_.output_activation,
                     "activation of the output layer, also softmax: of a file of tensors, or of a graph that ends in "
                     "sums");
        options.text("loss", "NAME", choice_.loss,
                     "what training goes on with [default: cross-entropy after softmax and sigmoid, else mse]");
        options.texts("class", "NAME", choice_.class_names,
                      "name of a class, one an output in their order [default after softmax: 0, 1, ...]");
        options.group("Output");
        options.text("out", "MODEL", out_, "file of the model (safetensors)").file = writes_model();
        add_force(options);
        add_common_options(options);
    }

    Exit run(Console& console) override {
        if (out_.empty()) throw UsageError("out", "is missing; name the file to write");
        const Model model = training::reading_within_memory(
            file_, [&] { return model::import_model(storage::map_file(file_), choice_); });
        save(model, out_);
        console.print(said_of(model) + "\n");
        return Exit::done;
    }

private:
    std::string said_of(const Model& model) const {
        std::string activations;
        for (const Layer& layer : model.network.layers) {
            activations += (activations.empty() ? "" : ", ") + std::string(to_string(layer.activation));
        }
        std::string text =
            to_string(model.network) + ": " + activations + "; loss " + std::string(to_string(model.loss));
        if (!model.class_names.empty()) text += "; classes " + printable(join(model.class_names), 200);
        return text;
    }

    std::string file_, out_;
    model::ImportChoice choice_;
};

}  // namespace

std::unique_ptr<Command> make_import() { return std::make_unique<Import>(); }

}  // namespace descent::cli
