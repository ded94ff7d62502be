#include <descent/study.h>

#include <utility>

#include "report/files.h"
#include "report/formats/formats.h"
#include "storage/whole_files.h"

namespace descent {

namespace report {
namespace {

// By name, in the order in which they are written.
constexpr std::pair<const char*, std::string (*)(const Results&)> summaries[] = {
    {"summary.json", [](const Results& results) { return to_json_line(summary_json(results)) + "\n"; }},
    {"summary.csv", summary_csv},
    {"summary.tex", latex_tables},
    {"times.json", [](const Results& results) { return to_json_line(times_json(results)) + "\n"; }},
    {"times.csv", times_csv},
};

}  // namespace

std::vector<std::string> summary_files(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& summary : summaries) files.push_back(folder + "/" + summary.first);
    return files;
}

}  // namespace report

std::string write_summaries(const std::string& folder) {
    const study::StudyFiles files = study::read_study(folder);
    const report::Results results = report::results_of(files);
    for (const auto& [name, write] : report::summaries) storage::write_whole(folder + "/" + name, write(results));
    return report::terminal_table(results);
}

void write_report(const std::string& folder, const std::string& path) {
    const study::StudyFiles files = study::read_study(folder);
    storage::write_whole(path, report::page(report::results_of(files), folder, path));
}

}  // namespace descent
