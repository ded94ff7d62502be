#include "cli/options/output_options.h"

#include <set>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::cli {

void OutputOptions::add_to(OptionList& options, TrainingOptions& training) {
    options.group("Output");
    options.text("out", "MODEL", out, "file of the trained model (safetensors); without it none is written");
    options.text("metrics", "FILE.jsonl", metrics, "one JSON object a line: the run, every epoch, the end");
    options.text("checkpoint", "FILE", training.checkpoint,
                 "file from which --resume goes on; the one before it is kept as FILE.previous");
    options.whole("checkpoint-every", "N", training.checkpoint_every, {1, largest_count}, "epochs between checkpoints");
    options.flag("resume", training.resume,
                 "goes on from the checkpoint when there is one; the results are those of a run never interrupted");
    options.flag("quiet", quiet, "shows nothing but errors and the result");
}

void OutputOptions::check(const TrainingOptions& training) const {
    std::set<std::string> names;
    for (const std::string& name : {out, metrics, training.checkpoint}) {
        if (name.empty() || names.insert(name).second) continue;
        throw UsageError("--out, --metrics, --checkpoint", quote(name, 1000) + " is named twice");
    }
    if (training.resume && training.checkpoint.empty()) throw UsageError("--resume", "needs --checkpoint FILE");
    if (!out.empty()) storage::require_writable(out);
}

}  // namespace descent::cli
