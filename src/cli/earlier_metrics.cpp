#include "cli/earlier_metrics.h"

#include <optional>

#include "cli/metrics_line.h"
#include "storage/append_log.h"
#include "storage/whole_files.h"

namespace descent::cli {
std::vector<EarlierLine> earlier_lines(const std::string& path, const std::string& run_id, std::uint64_t until) {
    std::vector<EarlierLine> lines;
    if (!storage::is_file(path)) return lines;
    const storage::FileBytes file = storage::real_file_system().read(path);
    for (const std::string_view text : storage::whole_lines(storage::as_text(file.bytes))) {
        const Json line = parsed_line(text);
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
