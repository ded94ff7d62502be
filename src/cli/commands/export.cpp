#include "cli/commands/list.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/model_options.h"
#include "cli/options/written_files.h"
#include "model/onnx.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

class Export : public Command {
public:
    std::string name() const override { return "export"; }
    std::string summary() const override { return "writes a model in another format"; }
    std::string examples() const override {
        return "  # the scaling of the inputs becomes part of the graph\n"
               "  descent export --model m.safetensors --onnx m.onnx\n";
    }

    void describe(OptionList& options) override {
        model_.add_to(options);
        options.group("Output");
        options.text("onnx", "FILE", onnx_, "ONNX file to write").file = writes_onnx();
        add_force(options);
        add_common_options(options);
    }

    Exit run(Console&) override {
        if (onnx_.empty()) throw UsageError("onnx", "is missing; name the file to write");
        const Model model = model_.read();
        training::within_memory_of(model.network, [&] { model::export_onnx(model, onnx_); });
        return Exit::done;
    }

private:
    ModelOptions model_;
    std::string onnx_;
};

}  // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<Export>(); }

}  // namespace descent::cli
