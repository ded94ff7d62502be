// Foreign lines as the logs beside the trials of a study: the seconds of training, and the paths that a report draws.

#include "entry.h"
#include "folder.h"
#include "report/formats/formats.h"
#include "study/log.h"

using namespace descent;

namespace {

constexpr std::string_view trials =
    R"({"event":"study","format":1,"version":"0","command":["descent"],"plan":{"problems":[{"name":"p","metric":"loss"}],)"
    R"("optimizers":[{"name":"gd"}],"protocol":{"tuning":"none","budget":1,"tuning_seeds":1,"seeds":1,)"
    R"("target_accuracy":null,"target_loss":null}}})"
    "\n";

void write(const fuzz::Folder& folder, const std::string& file, std::string_view text) {
    folder.write(file, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::Folder folder;
    write(folder, "trials.jsonl", trials);
    for (const std::string foreign : {"times.jsonl", "trajectories.jsonl"}) {
        write(folder, "times.jsonl", "");
        write(folder, "trajectories.jsonl", "");
        folder.write(foreign, bytes, size);
        fuzz::read_or_refuse([&] {
            const study::StudyFiles files = study::read_study(folder.path(""));
            const report::Results results = report::results_of(files);
            report::times_csv(results);
            report::page(results, "study", "study.html");
        });
    }
    return 0;
}
