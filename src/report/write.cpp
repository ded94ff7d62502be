#include <descent/study.h>

#include <algorithm>

#include "report/files.h"
#include "report/formats/formats.h"
#include "storage/whole_files.h"

namespace descent {

namespace report {
namespace {

struct Summary {
    const char* name;
    std::string_view begins;  ///< in every version
    std::string (*text)(const Results&);
};

// In the order in which they are written.
constexpr Summary summaries[] = {
    {"summary.json", R"({"format":)",
     [](const Results& results) { return to_json_line(summary_json(results)) + "\n"; }},
    {"summary.csv", "problem,rank,optimizer,settings,", summary_csv},
    {"summary.tex", R"(% Needs \usepackage{booktabs}. )", latex_tables},
    {"times.json", R"({"format":)", [](const Results& results) { return to_json_line(times_json(results)) + "\n"; }},
    {"times.csv", "problem,optimizer,seconds_per_epoch,", times_csv},
};

}  // namespace

std::vector<std::string> summary_files(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& summary : summaries) files.push_back(folder + "/" + summary.name);
    return files;
}

std::vector<std::string> altered_summaries(const std::string& folder) {
    const study::StudyFiles files = study::read_study(folder);
    const Results results = results_of(files);
    std::vector<std::string> altered;
    for (const auto& summary : summaries) {
        const auto file = storage::map_if_exists(folder + "/" + summary.name);
        if (file && storage::as_text(file->bytes) != summary.text(results)) altered.emplace_back(summary.name);
    }
    return altered;
}

bool is_foreign(std::string_view path, std::string_view bytes) {
    return std::ranges::any_of(summaries, [&](const Summary& summary) {
        return path.ends_with(std::string("/") + summary.name) && !bytes.starts_with(summary.begins);
    });
}

}  // namespace report

std::string write_summaries(const std::string& folder, const SettingSpelling& spelling) {
    const study::StudyFiles files = study::read_study(folder);
    const report::Results results = report::results_of(files);
    for (const auto& summary : report::summaries) {
        storage::write_whole(folder + "/" + summary.name, summary.text(results));
    }
    return report::terminal_table(results, spelling);
}

void write_report(const std::string& folder, const std::string& path, const SettingSpelling& spelling) {
    const study::StudyFiles files = study::read_study(folder);
    storage::write_whole(path, report::page(report::results_of(files), folder, path, spelling));
}

}  // namespace descent
