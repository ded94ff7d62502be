#include <descent/registry.h>

#include "base/columns.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/list.h"
#include "cli/options/common.h"
#include "cli/options/plugin_options.h"

namespace descent::cli {
namespace {

std::string_view scale_name(Scale scale) {
    switch (scale) {
        case Scale::linear: return "linear";
        case Scale::log: return "log";
        case Scale::choice: break;
    }
    return "choice";
}

std::string default_text(const HyperParameterInfo& parameter) {
    if (parameter.scale != Scale::choice) return to_text(parameter.default_value);
    return parameter.choices.at(static_cast<std::size_t>(parameter.default_value));
}

std::string range_text(const HyperParameterInfo& parameter) {
    if (parameter.scale == Scale::choice) return "one of " + join(parameter.choices);
    return to_text(parameter.minimum) + " to " + to_text(parameter.maximum) + ", " +
           std::string(scale_name(parameter.scale)) + " scale" + (parameter.whole ? ", whole numbers" : "");
}

Json slots_json(const std::vector<SlotInfo>& slots) {
    Json list = Json::array();
    for (const SlotInfo& slot : slots) list.push_back({{"name", slot.name}, {"help", slot.help}});
    return list;
}

Json optimizer_json(const OptimizerInfo& info) {
    Json parameters = Json::array();
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        Json entry = {{"name", parameter.name}, {"help", parameter.help}, {"scale", scale_name(parameter.scale)}};
        if (parameter.scale == Scale::choice) {
            entry.update({{"default", default_text(parameter)}, {"choices", parameter.choices}});
        } else {
            entry.update(
                {{"default", parameter.default_value}, {"minimum", parameter.minimum}, {"maximum", parameter.maximum}});
            if (parameter.whole) entry["whole"] = true;
        }
        parameters.push_back(std::move(entry));
    }
    return {{"name", info.name},
            {"formula", info.formula},
            {"source", info.source},
            {"hyper_parameters", std::move(parameters)},
            {"slots", slots_json(info.slots)},
            {"global_slots", slots_json(info.global_slots)},
            {"tensor_slots", slots_json(info.tensor_slots)},
            {"wraps", info.wraps},
            {"file", info.file.empty() ? Json(nullptr) : Json(info.file)}};
}

std::string state_lines(const OptimizerInfo& info) {
    if (info.slots.empty() && info.global_slots.empty() && info.tensor_slots.empty()) return "  none\n";
    std::string text;
    for (const SlotInfo& slot : info.slots) text += "  " + slot.name + ": " + slot.help + ", one a parameter\n";
    for (const SlotInfo& slot : info.global_slots) text += "  " + slot.name + ": " + slot.help + ", one in all\n";
    for (const SlotInfo& slot : info.tensor_slots) text += "  " + slot.name + ": " + slot.help + ", one a tensor\n";
    return text;
}

std::string page(const OptimizerInfo& info) {
    std::string text = info.name + "\n\nRule\n  " + info.formula + "\n\nSource\n  " + info.source +
                       "\n\nHyper-parameters (--set NAME=VALUE)\n";
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        text += "  " + parameter.name + " = " + default_text(parameter) + "\n      " + parameter.help + " (" +
                range_text(parameter) + ")\n";
    }
    text += "\nState\n" + state_lines(info);
    return text + (info.file.empty() ? "" : "\nLoaded from\n  " + printable(info.file, 1000) + "\n");
}

std::string table(const std::vector<OptimizerInfo>& list) {
    std::vector<std::vector<std::string>> rows;
    for (const OptimizerInfo& info : list) rows.push_back({info.name, info.formula});
    return aligned(rows, Side::left);
}

class Optimizers : public Command {
public:
    std::string name() const override { return "optimizers"; }
    std::string summary() const override {
        return "lists the optimizers; with a name, its rule, source, hyper-parameters and state";
    }
    std::string examples() const override {
        return "  descent optimizers\n"
               "  descent optimizers adam\n"
               "  # those of a plugin, for a script\n"
               "  descent optimizers --plugin ./liblion.so --json\n";
    }

    void describe(OptionList& options) override {
        options.positional("NAME", name_, "the optimizer to describe; without it, all are listed");
        options.group("Options");
        plugins_.add_to(options);
        options.flag("json", json_, "JSON instead of text");
        add_common_options(options);
    }

    Exit run(Console& console) override {
        const Registry registry = plugins_.registry();
        if (!name_.empty()) {
            const OptimizerInfo info = described(registry);
            console.print(json_ ? to_json_line(optimizer_json(info)) + "\n" : page(info));
        } else if (json_) {
            Json list = Json::array();
            for (const OptimizerInfo& info : registry.list()) list.push_back(optimizer_json(info));
            for (const OptimizerInfo& info : registry.wrappers()) list.push_back(optimizer_json(info));
            console.print(to_json_line(list) + "\n");
        } else {
            console.print(table(registry.list()) + "\nAround another, such as ema(adamw):\n" +
                          table(registry.wrappers()));
        }
        return Exit::done;
    }

private:
    /// A wrapper by its bare name, too.
    OptimizerInfo described(const Registry& registry) const {
        for (const OptimizerInfo& wrapper : registry.wrappers()) {
            if (wrapper.name == name_) return wrapper;
        }
        return registry.info(name_);
    }

    std::string name_;
    PluginOptions plugins_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_optimizers() { return std::make_unique<Optimizers>(); }

}  // namespace descent::cli
