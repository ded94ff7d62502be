#include <descent/model.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "cli/options/data_options.h"
#include "cli/options/model_options.h"
#include "cli/options/setting_options.h"

namespace descent::cli {
namespace {

Json to_json(const Evaluation& result, const Model& model) {
    Json json = {{"patterns", result.patterns}, {"loss", result.loss}};
    if (model.class_names.empty()) return json;
    json["accuracy"] = result.accuracy;
    json["confusion"] = result.confusion;
    json["classes"] = model.class_names;
    return json;
}

std::string padded(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// One row a true class, one column a predicted class.
std::string confusion_table(const Evaluation& result, const std::vector<std::string>& class_names) {
    std::vector<std::string> names;
    std::size_t name_width = std::string_view("true \\ predicted").size();
    std::uint64_t largest = class_names.size();
    for (const std::string& name : class_names) {
        names.push_back(to_text(names.size()) + " " + printable(name, 30));
        name_width = std::max(name_width, names.back().size());
    }
    for (const auto& row : result.confusion) largest = std::max(largest, *std::ranges::max_element(row));
    const std::size_t width = to_text(largest).size() + 2;
    std::string text = padded("true \\ predicted", name_width);
    for (std::size_t i = 0; i < names.size(); ++i) text += padded(to_text(i), width);
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += "\n" + padded(names[i], name_width);
        for (const std::uint64_t count : result.confusion[i]) text += padded(to_text(count), width);
    }
    return text + "\n";
}

class Evaluate : public Command {
public:
    std::string name() const override { return "evaluate"; }
    std::string summary() const override {
        return "measures loss, accuracy and, for classes, the confusion matrix of a model on data";
    }
    std::string examples() const override {
        return "  # the published test set\n"
               "  descent evaluate --model m.safetensors --data fashion-mnist\n"
               "  # for a script\n"
               "  descent evaluate --model iris.safetensors --data iris.csv --target species --json\n";
    }

    void describe(OptionList& options) override {
        model_.add_to(options);
        options.group("Data");
        data_.add_to(options, "to measure on");
        options.group("Work and output");
        add_threads(options, threads_);
        options.flag("json", json_, "one line of JSON instead of a table");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Model model = model_.read();
        const Dataset data = data_.read_for(model, false);
        say_notes(console, data);
        const Evaluation result = evaluate(model, data, threads_);
        if (json_) {
            console.print(to_json_line(to_json(result, model)) + "\n");
            return Exit::done;
        }
        console.print("patterns  " + to_text(result.patterns) + "\nloss      " + short_number(result.loss) + "\n");
        if (model.class_names.empty()) return Exit::done;
        console.print("accuracy  " + percent(result.accuracy) + "\n\n" + confusion_table(result, model.class_names));
        return Exit::done;
    }

private:
    ModelOptions model_;
    DataOptions data_;
    Threads threads_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_evaluate() { return std::make_unique<Evaluate>(); }

}  // namespace descent::cli
