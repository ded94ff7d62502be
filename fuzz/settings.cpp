// Foreign text as hyper-parameters: the name of an optimizer, then KEY=VALUE a line, as after `--set`. What is taken
// lies in the range that the optimizer declares, and its rule can be made with it.

#include "update/settings.h"

#include "cli/options/setting_options.h"
#include "entry.h"
#include "update/optimizer.h"

using namespace descent;

namespace {

/// Lines without their ends.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    lines.emplace_back(text);
    return lines;
}

void require_in_range(const OptimizerInfo& info, const std::vector<double>& values) {
    fuzz::require(values.size() == info.hyper_parameters.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const HyperParameterInfo& parameter = info.hyper_parameters[i];
        const auto choices = static_cast<double>(parameter.choices.size());
        fuzz::require(parameter.scale == Scale::choice
                          ? values[i] >= 0 && values[i] < choices
                          : values[i] >= parameter.minimum && values[i] <= parameter.maximum);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Registry registry = builtin_optimizers();
    static const auto layout = network::make_layout({.inputs = 2, .layers = {{3, Activation::sigmoid}}});
    const auto lines = lines_of({reinterpret_cast<const char*>(bytes), size});
    fuzz::read_or_refuse([&] {
        cli::SettingOptions chosen;
        cli::OptionList options;
        options.group("Optimizer");
        chosen.add(options, "optimizer");
        chosen.add(options, "set");
        options.find("optimizer")->set(lines.front());
        for (std::size_t i = 1; i < lines.size(); ++i) options.find("set")->set(lines[i]);
        const OptimizerInfo info = registry.info(chosen.options().optimizer);
        require_in_range(info, update::parse_settings(info, chosen.options().settings));
        update::Optimizer(registry, info.name, chosen.options().settings, layout, InstructionSet::baseline)
            .begin_step(1);
    });
    return 0;
}
