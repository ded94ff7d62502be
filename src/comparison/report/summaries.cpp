#include <descent/comparison.h>

#include "comparison/report/tables.h"
#include "comparison/statistics/summary.h"
#include "comparison/study_log.h"
#include "storage/whole_files.h"

namespace descent {

std::string write_summaries(const std::string& folder) {
    using namespace comparison;
    const StudyFiles files = read_study(folder);
    const Json summary = summarise(files.study);
    const Json times = summarise_times(files.study, files.times);
    storage::write_whole(folder + "/summary.json", to_json_line(summary) + "\n");
    storage::write_whole(folder + "/summary.csv", summary_csv(summary));
    storage::write_whole(folder + "/summary.tex", latex_tables(summary));
    storage::write_whole(folder + "/times.json", to_json_line(times) + "\n");
    storage::write_whole(folder + "/times.csv", times_csv(times));
    return terminal_table(summary);
}

}  // namespace descent
