#include "cli/options/output_options.h"

#include <set>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::cli {

void OutputOptions::add_to(OptionList& options, SettingOptions& settings) {
    options.group("Output");
    options.text("out", "MODEL", out, "file of the trained model (safetensors); without it none is written",
                 {{.excludes = {"function"}, .why = "a function has no model, and --metrics has its point"}});
    options.text("metrics", "FILE.jsonl", metrics, "one JSON object a line: the run, every epoch, the end");
    settings.add(options, [](const Setting& row) { return row.theme == Theme::output; });
    options.flag("quiet", quiet, "shows nothing but errors and the result");
}

void OutputOptions::check(const std::string& checkpoint) const {
    std::set<std::string> names;
    for (const auto& [option, name] : std::initializer_list<std::pair<const char*, const std::string&>>{
             {"out", out}, {"metrics", metrics}, {"checkpoint", checkpoint}}) {
        if (name.empty() || names.insert(name).second) continue;
        throw UsageError(option, quote(name, 1000) + " is named twice");
    }
    if (!out.empty()) storage::require_writable(out);
}

}  // namespace descent::cli
