#include "cli/options/written_files.h"

#include <descent/error.h>

#include <algorithm>
#include <initializer_list>

#include "base/json.h"
#include "model/format.h"
#include "model/onnx.h"
#include "report/files.h"
#include "storage/append_log.h"
#include "storage/file_identity.h"
#include "storage/lock_file.h"
#include "storage/whole_files.h"
#include "study/log.h"
#include "training/checkpoint.h"
#include "training/checkpoint_file.h"

namespace descent::cli {
namespace {

/// A file of one kind, known by its bytes.
FileUse writes(const std::string& kind, bool (*is_ours)(const storage::FileBytes&)) {
    return {.kind = FileUse::Kind::written, .objection = [kind, is_ours](const auto&, const storage::FileBytes& file) {
                return is_ours(file) ? std::string() : "stands there already, and is no " + kind;
            }};
}

/// With what only a training of Descent has.
bool is_line_of_run(std::string_view line, const std::string& path) {
    try {
        const Json run = parse_json(line, path);
        const auto has = [&](const char* name) { return run.contains(name); };
        return JsonReader(run, path).text("event") == "run" &&
               std::ranges::all_of(
                   std::initializer_list<const char*>{"version", "steps_per_epoch", "instruction_set", "resumed_step"},
                   has);
    } catch (const InputError&) {
        return false;
    }
}

bool is_line_in_run(std::string_view line) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{R"({"event":"epoch",)", R"({"event":"step",)",
                                                                       R"({"event":"notice",)", R"({"event":"done",)"},
                               [&](std::string_view begin) { return line.starts_with(begin) && line.ends_with('}'); });
}

/// The lines of one run: several that a user put together are theirs.
bool is_metrics(const storage::FileBytes& file) {
    const auto lines = storage::whole_lines(storage::as_text(file.bytes));
    return !lines.empty() && is_line_of_run(lines.front(), file.path) &&
           std::all_of(lines.begin() + 1, lines.end(), is_line_in_run);
}

bool is_onnx(const storage::FileBytes& file) { return model::is_exported(file.bytes); }

bool is_report(const storage::FileBytes& file) { return report::is_page(storage::as_text(file.bytes)); }

std::vector<std::string> study_files(const std::string& folder) {
    std::vector<std::string> files = study::log_files(folder);
    for (std::string& file : report::summary_files(folder)) files.push_back(std::move(file));
    return files;
}

}  // namespace

FileUse writes_model() { return writes("model of Descent", model::is_model); }
FileUse writes_metrics() { return writes("file of --metrics", is_metrics); }
FileUse writes_onnx() { return writes("ONNX file of Descent", is_onnx); }
FileUse writes_report() { return writes("report of Descent", is_report); }

FileUse writes_study() {
    return {.kind = FileUse::Kind::written,
            .names = study_files,
            .objection = [](const std::string& folder, const storage::FileBytes& file) {
                const bool is_ours =
                    storage::is_lock(file.bytes) ||
                    (study::holds_study(folder) && !report::is_foreign(file.path, storage::as_text(file.bytes)));
                return is_ours ? std::string() : "stands there already, and is of no study";
            }};
}

FileUse writes_checkpoint(const std::function<const TrainingOptions&()>& options) {
    const auto names = [options](const std::string& value) {
        return training::checkpoint_files(value, options().keep);
    };
    return {.kind = FileUse::Kind::written,
            .names = names,
            .objection = [names, options](const std::string& value, const storage::FileBytes& file) {
                const bool resumes = options().resume;
                if (resumes && file.path == names(value).front()) return std::string();  // the run says what is wrong
                if (training::begins_as_history(file.bytes) || storage::is_lock(file.bytes)) return std::string();
                if (!training::begins_as_checkpoint(file.bytes)) {
                    return std::string("stands there already, and is no checkpoint");
                }
                const bool is_unfinished = file.path.ends_with(".next");
                return resumes || is_unfinished ? std::string()
                                                : std::string("is the checkpoint of a run: --resume resumes it");
            }};
}

}  // namespace descent::cli
