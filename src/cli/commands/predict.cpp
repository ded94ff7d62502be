#include <descent/model.h>

#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/check_files.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/model_options.h"
#include "cli/options/setting_options.h"
#include "cli/predictions.h"
#include "storage/whole_files.h"
#include "training/memory.h"

namespace descent::cli {
namespace {

class Predict : public Command {
public:
    std::string name() const override { return "predict"; }
    std::string summary() const override { return "writes the outputs of a model, one line a pattern, as CSV"; }
    std::string examples() const override {
        return "  descent predict --model m.safetensors --data fashion-mnist --out predictions.csv\n"
               "  # new rows without a target column, to standard output\n"
               "  descent predict --model iris.safetensors --data new.csv | head\n";
    }

    void describe(OptionList& options) override {
        model_.add_to(options);
        options.group("Data");
        data_.add_to(options, "to predict; targets may be absent", DataOptions::Purpose::prediction);
        options.group("Work and output");
        options.text("out", "FILE.csv", out_, "file to write; without it, standard output").file = {
            .kind = FileUse::Kind::written, .objection = [this](const auto&, const auto& file) {
                return are_predictions(model_.read(), storage::as_text(file.bytes)) ? std::string()
                       : model_.read().class_names.empty()
                           ? "stands there already, and may be your own: a table of numbers tells no prediction apart"
                           : "stands there already, and is no table of classes that this model predicted";
            }};
        add_force(options);
        add_threads(options, data_.threads);
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Model model = model_.read();
        const Dataset data = data_.read_for(model, true);
        say_notes(console, data);
        if (!out_.empty()) storage::require_writable(out_);
        const std::vector<double> outputs = training::computing_within_memory(
            model, data.patterns(), [&] { return predict(model, data, data_.threads); });
        const std::vector<std::uint32_t>& left_out = data.details().left_out;
        if (!left_out.empty()) {
            console.message(printable(data.name(), 1000) + ": " + to_text(left_out.size()) +
                            (left_out.size() == 1 ? " record has a line" : " records have lines") +
                            " without prediction, so that there is one line a record");
        }
        std::string file = predictions_header(model);
        const std::size_t width = model.network.outputs();
        auto next_left_out = left_out.begin();
        for (std::size_t p = 0; p <= data.patterns(); ++p) {
            for (; next_left_out != left_out.end() && *next_left_out == p; ++next_left_out) {
                file += line_without_prediction(model);
            }
            if (p == data.patterns()) break;
            file += predicted_line(model, std::span(outputs).subspan(p * width, width));
            if (!out_.empty()) continue;
            console.print(file);
            file.clear();
        }
        if (out_.empty()) {
            console.print(file);
        } else {
            storage::write_whole(out_, file);
        }
        return Exit::done;
    }

private:
    ModelOptions model_;
    DataOptions data_;
    std::string out_;
};

}  // namespace

std::unique_ptr<Command> make_predict() { return std::make_unique<Predict>(); }

}  // namespace descent::cli
