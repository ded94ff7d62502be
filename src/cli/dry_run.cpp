#include "cli/dry_run.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "model/format.h"
#include "parallel/memory.h"
#include "storage/dry_file_system.h"
#include "training/memory.h"
#include "training/request.h"

namespace descent::cli {
namespace {

using training::bytes_text;

constexpr double measured_seconds = 1;                        // of steps
constexpr std::uint64_t epoch_bytes = 400, step_bytes = 220;  // lines of --metrics

/// Ends a run after some steps, and knows how long they took. The first, in which memory is got, is timed only when it
/// is the only one.
class Measurement : public Observer {
public:
    Measurement(Console& console, const std::vector<std::string>& decisions)
        : console_(console), decisions_(decisions) {}

    void start(const StartEvent& event) override {
        end_in_good_order();
        for (const std::string& line : decisions_) console_.message(line);
        facts = event;
        facts.weights = {};
        start_ = std::chrono::steady_clock::now();
    }
    void step(const StepEvent& event) override {
        const auto now = std::chrono::steady_clock::now();
        const std::uint64_t own = event.step - facts.resumed_step;
        steps = std::max<std::uint64_t>(own - 1, 1);
        seconds = std::chrono::duration<double>(now - start_).count();
        enough_ = own > 1 && seconds >= measured_seconds;
        if (own == 1) start_ = now;
        memory = std::max(memory, memory_at(own));
    }
    void notice(const std::string& line) override { console_.message(line); }
    bool stop_requested() override { return noted_signal() != 0 || enough_; }

    std::uint64_t steps_left() const { return facts.steps - facts.resumed_step; }

    StartEvent facts;
    std::uint64_t steps = 0;  ///< that were timed
    double seconds = 0;
    std::uint64_t memory = 0;

private:
    /// Asked at powers of two, as it takes some microseconds.
    static std::uint64_t memory_at(std::uint64_t step) { return (step & (step - 1)) == 0 ? parallel::own_memory() : 0; }

    Console& console_;
    const std::vector<std::string>& decisions_;
    std::chrono::steady_clock::time_point start_;  // then the end of the first step
    bool enough_ = false;
};

struct Needs {
    training::Memory memory;
    std::uint64_t data = 0;  ///< and the program
    std::uint64_t working = 0;
    std::uint64_t available = 0;
    std::uint64_t model = 0, checkpoint = 0, metrics = 0;  ///< files
    double seconds = 0;

    std::uint64_t total() const { return data + memory.total() + working; }
};

std::uint64_t size_of(const Model& model) {
    std::uint64_t size = 0;
    model::write_model(model, [&](std::span<const std::byte> part) { size += part.size(); });
    return size;
}

/// The state as it lies in the file, without padding, and the best weights where a run keeps them.
std::uint64_t checkpoint_size(const Needs& needs, const TrainingOptions& options, std::uint64_t model) {
    const std::uint64_t slots = needs.memory.optimizer_state / std::max<std::uint64_t>(needs.memory.parameters, 1);
    return model * (1 + slots + (options.patience > 0 && options.restore_best ? 1 : 0));
}

Json json_of(const Needs& needs, const Measurement& measured) {
    const Json memory = {{"parameters", needs.memory.parameters},
                         {"optimizer_state", needs.memory.optimizer_state},
                         {"working", needs.working},
                         {"data", needs.data},
                         {"total", needs.total()},
                         {"available", needs.available}};
    const Json disk = {{"model", needs.model}, {"checkpoint", needs.checkpoint}, {"metrics", needs.metrics}};
    const Json steps = {{"epoch", measured.facts.steps_per_epoch},
                        {"all", measured.facts.steps},
                        {"done", measured.facts.resumed_step}};
    const Json time = {
        {"seconds", needs.seconds}, {"measured_steps", measured.steps}, {"measured_seconds", measured.seconds}};
    return {{"memory", memory}, {"disk", disk}, {"steps", steps}, {"time", time}};
}

std::string done_text(const Measurement& measured) {
    if (measured.facts.resumed_step == 0) return "";
    return ", " + grouped(static_cast<double>(measured.facts.resumed_step)) + " done";
}

std::string lines_of(const Needs& needs, const Measurement& measured) {
    const training::Memory& memory = needs.memory;
    return "memory  " + bytes_text(needs.total()) + ", of " + bytes_text(needs.available) + " available\n" +
           "          parameters       " + bytes_text(memory.parameters) + "\n" + "          optimizer state  " +
           bytes_text(memory.optimizer_state) + "\n" + "          work             " + bytes_text(needs.working) +
           "\n" + "          data and program " + bytes_text(needs.data) + "\n" + "disk    model " +
           bytes_text(needs.model) + ", a checkpoint about " + bytes_text(needs.checkpoint) + ", metrics about " +
           bytes_text(needs.metrics) + "\n" + "steps   " +
           grouped(static_cast<double>(measured.facts.steps_per_epoch)) + " an epoch, " +
           grouped(static_cast<double>(measured.facts.steps)) + " in all" + done_text(measured) + "\n" +
           "time    about " + duration(needs.seconds) + ": " + grouped(static_cast<double>(measured.steps)) +
           " steps took " + short_number(measured.seconds, 3) + " s with --threads " + to_text(measured.facts.threads) +
           "; reading data and writing files come on top\n";
}

double seconds_of_all(const Measurement& measured) {
    return measured.seconds / static_cast<double>(std::max<std::uint64_t>(measured.steps, 1)) *
           static_cast<double>(measured.steps_left());
}

}  // namespace

void DryRunOptions::add_to(OptionList& options) {
    options.flag("dry-run", wanted,
                 "prints what the run would take: memory, disk, steps, and the time by some measured steps; data is "
                 "read and checked, no file is written; with --resume for what is left",
                 {{.excludes = {"function"}, .why = "a function has neither data nor network"}});
    options.flag("json", json, "with --dry-run: one line of JSON instead of lines", {{.needs = {"dry-run"}}});
}

Exit dry_run(Console& console, const DryRunOf& run, const std::vector<std::string>& decisions, bool json) {
    TrainingOptions options = run.options;
    if (!options.resume) {
        options.checkpoint.clear();
        options.checkpoint_every = {};
        options.keep = TrainingOptions().keep;
    }
    Needs needs{.memory = training::memory_of(run.network, options, run.registry),
                .data = parallel::own_memory(),
                .available = parallel::available_memory()};
    Measurement measured(console, decisions);
    storage::DryFileSystem files;
    TrainingResult result = training::within_memory(needs.memory, [&] {
        return training::train({run.workload, options, run.registry, measured, files});
    });
    if (noted_signal() != 0) return ended_by(noted_signal());
    if (result.reason == StopReason::diverged) {
        console.error(result.message);
        return Exit::failed;
    }
    const std::uint64_t before = needs.data + needs.memory.total();
    needs.working = measured.memory - std::min(measured.memory, before);
    result.model.target_names = run.targets;
    needs.model = size_of(result.model);
    needs.checkpoint = checkpoint_size(needs, run.options, needs.model);
    needs.metrics = epoch_bytes * measured.facts.epochs;
    if (run.metrics_every > 0) needs.metrics += step_bytes * (measured.facts.steps / run.metrics_every);
    needs.seconds = seconds_of_all(measured);
    console.print(json ? to_json_line(json_of(needs, measured)) + "\n" : lines_of(needs, measured));
    return Exit::done;
}

}  // namespace descent::cli
