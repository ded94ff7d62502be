// Foreign lines as the log of a comparison, the study first, then a trial a line: every figure and warning can be made
// from what is read.

#include "comparison/plan.h"
#include "comparison/statistics/summary.h"
#include "comparison/warnings.h"
#include "entry.h"
#include "storage/append_log.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const auto lines = storage::whole_lines({reinterpret_cast<const char*>(bytes), size});
        if (lines.empty()) return;
        const auto read = [](std::string_view line) { return JsonReader(parse_json(line, "foreign"), "foreign"); };
        comparison::Study study = comparison::study_of(read(lines.front()).object("plan"));
        std::vector<comparison::TrialRecord> trials;
        for (std::size_t i = 1; i < lines.size(); ++i) trials.push_back(comparison::read_trial(read(lines[i])));
        study.trials = comparison::last_of_each(std::move(trials));
        to_json_line(comparison::summarise(study));
        comparison::warnings(study);
    });
    return 0;
}
