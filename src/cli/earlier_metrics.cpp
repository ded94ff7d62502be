#include "cli/earlier_metrics.h"

#include <descent/error.h>

#include <optional>

#include "base/json.h"
#include "storage/append_log.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

std::string text_in(const Json& line, const char* name) {
    return line.is_object() && line.contains(name) && line[name].is_string() ? line[name].get<std::string>() : "";
}

std::optional<std::uint64_t> step_in(const Json& line) {
    const Json* const step = line.find("step");
    return step && step->is_number_unsigned() ? std::optional(step->get<std::uint64_t>()) : std::nullopt;
}

/// Null for what is no JSON: such a line is not kept.
Json parsed(std::string_view line, const std::string& path) {
    try {
        return parse_json(line, path);
    } catch (const InputError&) {
        return nullptr;
    }
}

}  // namespace

std::vector<EarlierLine> earlier_lines(const std::string& path, const std::string& run_id, std::uint64_t until) {
    std::vector<EarlierLine> lines;
    if (!storage::is_file(path)) return lines;
    const storage::FileBytes file = storage::real_file_system().read(path);
    for (const std::string_view text : storage::whole_lines(storage::as_text(file.bytes))) {
        const Json line = parsed(text, path);
        const std::string event = text_in(line, "event");
        if (event == "run" && text_in(line, "run_id") != run_id) return {};
        if (event != "step" && event != "notice") continue;
        const std::optional<std::uint64_t> step = step_in(line);
        if (!step || *step > until) continue;
        lines.push_back({*step, event == "step", std::string(text)});
    }
    return lines;
}

}  // namespace descent::cli
