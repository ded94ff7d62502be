#pragma once
/// \file
/// Which optimizers there are: the built-in ones and those loaded from plugins.
///
/// Contract: a Registry is a value made once and passed on; reading from many threads is safe while no plugin is
/// being loaded. Loaded libraries stay loaded until the process ends.
///
///     descent::Registry registry = descent::builtin_optimizers();
///     registry.load_plugin("./liblion.so");
///     for (const auto& info : registry.list()) std::cout << info.name << '\n';

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <descent/scale.h>

struct descent_rule;  // the C ABI, <descent/plugin/rule.h>

namespace descent {

struct HyperParameterInfo {
    std::string name;
    std::string help;
    double default_value = 0;
    double minimum = 0;
    double maximum = 0;
    Scale scale = Scale::linear;
    std::vector<std::string> choices;  ///< Scale::choice only; the value is an index into it
    bool whole = false;                ///< whole numbers only
};

struct SlotInfo {
    std::string name;
    std::string help;
};

struct OptimizerInfo {
    std::string name;
    std::string formula;  ///< the rule, as in formulas: "v = mu v - eta g; w += v"
    std::string source;   ///< paper or page
    std::vector<HyperParameterInfo> hyper_parameters;
    std::vector<SlotInfo> slots;         ///< state a parameter
    std::vector<SlotInfo> global_slots;  ///< state of the whole run
    std::vector<SlotInfo> tensor_slots;  ///< state a tensor
    std::string file;                    ///< of the plugin, or what else the rule is from; empty: built in
    std::string code;                    ///< hash of its code, which checkpoints and studies hold; empty: built in
    bool wraps = false;                  ///< it works around another optimizer
};

class Registry {
public:
    Registry();
    ~Registry();
    Registry(Registry&&) noexcept;
    Registry& operator=(Registry&&) noexcept;

    /// [any thread] In the order of registration, without those that work around another.
    std::vector<OptimizerInfo> list() const;
    /// [any thread] Those that work around another: `ema`, for "ema(adamw)".
    std::vector<OptimizerInfo> wrappers() const;
    /// [any thread] Of a name, or of wrappers around one, "ema(adamw)". Throws UsageError that suggests the nearest
    /// name.
    OptimizerInfo info(std::string_view name) const;
    /// [any thread] The same one by one, the innermost first. Throws as `info`.
    std::vector<OptimizerInfo> parts(std::string_view name) const;
    /// [any thread] The rule behind a name without parentheses; valid as long as the process. Throws UsageError.
    const descent_rule& rule(std::string_view name) const;

    /// [one thread] Adds a rule; `file` and `code` are empty for built-in ones. Throws Error that names both files when
    /// the name is taken, or says which version or field of the rule is wrong.
    void add(const descent_rule& rule, const std::string& file, const std::string& code = "");
    /// [one thread] Loads a shared library and adds its rules. `path` is used as it is, never searched for.
    /// A library that is there already changes nothing.
    void load_plugin(const std::string& path);

private:
    struct Entry;
    std::vector<Entry> entries_;
};

/// [any thread] A registry of the optimizers in the folder `optimizers`.
Registry builtin_optimizers();

}  // namespace descent
