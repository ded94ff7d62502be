#include "cli/options/output_options.h"

#include "cli/options/check_files.h"
#include "cli/options/top_k.h"
#include "cli/options/written_files.h"
#include "storage/file_identity.h"
#include "storage/whole_files.h"

namespace descent::cli {

void OutputOptions::add_to(OptionList& options, SettingOptions& settings) {
    options.group("Output");
    options
        .text("out", "MODEL", out, "file of the trained model (safetensors); without it none is written",
              {{.excludes = {"function"}, .why = "a function has no model, and --metrics has its point"}})
        .file = writes_model();
    options.text("metrics", "FILE.jsonl", metrics, "one JSON object a line: the run, every epoch, the end").file =
        writes_metrics();
    options.text("tensorboard", "DIR", tensorboard,
                 "folder for an event file with the figures of every epoch; 'tensorboard --logdir DIR' shows them");
    Option& every = options.whole("metrics-every", "N", metrics_every, {1, std::uint64_t{1} << 53U},
                                  "a line of --metrics after every N steps too");
    every.default_text.clear();
    every.rules = {{.needs = {"metrics"}}};
    add_top_k(options, top_k, {{.needs = {"metrics"}}, {.excludes = {"function"}, .why = "a function has no classes"}});
    settings.add(options, "checkpoint").file =
        writes_checkpoint([&settings]() -> const TrainingOptions& { return settings.options(); });
    settings.add(options, [](const Setting& row) { return row.theme == Theme::output && row.name != "checkpoint"; });
    add_force(options);
    options.flag("quiet", quiet, "shows nothing but errors and the result");
}

void OutputOptions::check() const {
    if (!out.empty()) storage::require_writable(out);
}

void OutputOptions::check_folders(const std::string& checkpoint) const {
    if (!out.empty()) storage::require_writable_folder(out);
    if (!checkpoint.empty()) storage::require_writable_folder(checkpoint);
    // Metrics go into a file that is there, or a pipe, as it is.
    const bool is_new = !metrics.empty() && storage::identity_of(metrics) && !storage::is_file(metrics);
    if (is_new) storage::require_writable_folder(metrics);
}

}  // namespace descent::cli
