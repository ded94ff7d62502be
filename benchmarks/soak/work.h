#pragma once
/// \file
/// The work of a soak: everything that a long-lived program does with Descent, in turns.

#include <descent/model.h>
#include <descent/registry.h>
#include <descent/training.h>

#include <string>

namespace descent::bench {

class MixedWork {
public:
    /// Writes its data files to `folder`, which must exist.
    explicit MixedWork(std::string folder);

    /// Round 0, 1, ...: another optimizer, batch mode and number of threads each time. Reads the data, trains, is
    /// interrupted, goes on from the checkpoint, saves, loads, evaluates and predicts; then a run that diverges, and
    /// files that are refused. Throws Error when anything of it goes wrong.
    void round(std::uint64_t number);

    std::uint64_t trainings() const { return trainings_; }

private:
    TrainingResult train_once(const TrainingOptions& options, const Dataset& data, std::uint64_t stop_after);
    void use(const Model& model, const Dataset& data, const Threads& threads) const;
    void be_refused() const;
    std::string path(const std::string& name) const { return folder_ + "/" + name; }

    std::string folder_;
    Registry registry_ = builtin_optimizers();
    std::uint64_t trainings_ = 0;
};

}  // namespace descent::bench
