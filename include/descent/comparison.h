#pragma once
/// \file
/// A fair contest between optimizers: the same problems, the same seeds, the same budget for tuning.
///
/// Contract: `compare` runs trials and appends each to the study's folder; tables and reports are made from these logs
/// alone (study.h). One trial equals `train` with its settings, bit for bit. A killed study resumes where it was; its
/// figures are the same bytes as those of a study that was never killed.
///
///     descent::Protocol protocol{.tuning = descent::Tuning::grid, .seeds = 10};
///     descent::compare({problem}, {{"gd"}, {"adam"}}, protocol, registry, {.folder = "study"}, observer);
///     descent::write_summaries("study");

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <descent/dataset.h>
#include <descent/network.h>
#include <descent/registry.h>
#include <descent/split.h>
#include <descent/study.h>
#include <descent/training.h>

namespace descent {

/// A network to train on data; or, with `function`, a function to minimise with the same optimizers.
struct Problem {
    std::string name;
    std::string source = {};  ///< what was read, for the record: a path, or the name of a package
    std::map<std::string, std::string> reading = {};  ///< how, for the record: settings of data by name
    Network network = {};
    Dataset training = {};  ///< what a trial may see; `validation` of it is held out by the trial's seed
    Dataset test = {};
    Holdout validation = {.fraction = 0.1};
    Dataset validation_data = {};  ///< when it has patterns, it is held out in the place of a share
    TrainingOptions options = {};  ///< all but optimizer, settings, seed and threads
    Metric metric = Metric::loss;
    std::string function = {};  ///< one of test_functions(); empty: the network
};

/// [any thread] A ready problem of that name. Throws UsageError that lists the names.
Problem test_function_problem(std::string_view name);

/// Ready problems: "small" takes minutes, "full" hours.
struct Suite {
    std::vector<Problem> problems;
    std::vector<std::string> left_out;  ///< one line each: a problem whose data is not there, and what would bring it
};

/// [any thread] `tables`: folder of scikit-learn's data sets; empty: where the Debian package puts them. Throws
/// UsageError that lists the suites.
Suite read_suite(std::string_view name, const std::string& tables = "");

/// One optimizer with its settings; a setting with several values is a dimension of the grid.
struct Contestant {
    std::string optimizer;
    std::map<std::string, std::vector<std::string>> settings = {};
};

/// How settings are searched. Values stand in files: never change.
enum class Tuning { none = 0, grid = 1, random = 2, quasi_random = 3 };

/// [any thread] "none", "grid", "random", "quasi-random"; throws UsageError that lists the names.
Tuning parse_tuning(std::string_view name);
std::string_view to_string(Tuning tuning);

struct Protocol {
    Tuning tuning = Tuning::grid;
    std::uint64_t budget = 9;                            ///< settings tried for each optimizer on each problem
    std::vector<std::string> tuned = {"learning_rate"};  ///< hyper-parameters that are searched in their declared range
    std::uint64_t tuning_seeds = 1;                      ///< runs of each setting
    std::uint64_t seeds = 10;                            ///< runs at the best setting, other seeds than those of tuning
    std::uint64_t first_seed = 1;
    std::uint64_t studies = 1;  ///< repeats of all that, tuning too, each with seeds of its own
    /// Of the validation figure, for problems of that metric; absent: chosen from the tuning runs.
    std::optional<double> target_accuracy = {};
    std::optional<double> target_loss = {};
    std::string baseline = {};     ///< that others are held against; empty: the first optimizer
    double equal_accuracy = 0.01;  ///< accuracies no further apart are practically equal (Benavoli et al. 2017)
    double equal_loss = 0.05;      ///< losses: as a share of the smaller one
    std::uint64_t jobs = 0;        ///< threads in all; 0: what the machine allows. Changes no figure
    bool trajectories = true;      ///< also record the paths of the weights and the surface around them
};

/// The progress of a comparison, as events. Calls come from the threads of the trials, one at a time.
class ComparisonObserver {
public:
    virtual ~ComparisonObserver() = default;
    /// A phase begins: `total` trials, `done` of them in the logs already.
    virtual void phase(Phase, std::size_t /*total*/, std::size_t /*done*/) {}
    /// `share` of the phase's epochs are done.
    virtual void progress(double /*share*/) {}
    virtual void trial(const Trial&, std::string_view /*reason*/, std::string_view /*message*/) {}
    /// True: running trials end as interrupted and no more begin.
    virtual bool stop_requested() { return false; }
};

struct StudyOutcome {
    std::size_t trials = 0;  ///< of the study, finished or not
    std::size_t run = 0;     ///< of these, by this call
    std::size_t failed = 0;
    bool interrupted = false;
};

/// [one thread a folder] Runs the trials that the study's logs do not hold yet. Throws UsageError or InputError before
/// any trial; a trial that fails is recorded, and the others continue.
StudyOutcome compare(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                     const Protocol& protocol, const Registry& registry, const StudyPlace& place,
                     ComparisonObserver& observer);

}  // namespace descent
