// Foreign lines as the log of a comparison, the study first, then a trial a line: every table and the page can be made
// from what is read.

#include "study/plan.h"

#include "entry.h"
#include "report/formats/formats.h"
#include "storage/append_log.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const auto lines = storage::whole_lines({reinterpret_cast<const char*>(bytes), size});
        if (lines.empty()) return;
        const auto read = [](std::string_view line) { return JsonReader(parse_json(line, "foreign"), "foreign"); };
        study::StudyFiles files;
        files.study = study::study_of(read(lines.front()).object("plan"));
        std::vector<study::TrialRecord> trials;
        for (std::size_t i = 1; i < lines.size(); ++i) trials.push_back(study::read_trial(read(lines[i])));
        files.study.trials = study::latest_of_each(std::move(trials));
        const report::Results results = report::results_of(files);
        to_json_line(report::summary_json(results));
        report::summary_csv(results);
        report::latex_tables(results);
        report::terminal_table(results);
        report::page(results, "study", "study.html");
    });
    return 0;
}
