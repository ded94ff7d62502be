#include <descent/study.h>

#include "report/formats/formats.h"
#include "storage/whole_files.h"

namespace descent {

std::string write_summaries(const std::string& folder) {
    const study::StudyFiles files = study::read_study(folder);
    const report::Results results = report::results_of(files);
    storage::write_whole(folder + "/summary.json", to_json_line(report::summary_json(results)) + "\n");
    storage::write_whole(folder + "/summary.csv", report::summary_csv(results));
    storage::write_whole(folder + "/summary.tex", report::latex_tables(results));
    storage::write_whole(folder + "/times.json", to_json_line(report::times_json(results)) + "\n");
    storage::write_whole(folder + "/times.csv", report::times_csv(results));
    return report::terminal_table(results);
}

void write_report(const std::string& folder, const std::string& path) {
    const study::StudyFiles files = study::read_study(folder);
    storage::write_whole(path, report::page(report::results_of(files), folder, path));
}

}  // namespace descent
