#pragma once
/// \file
/// The file of `--metrics`: one JSON object a line, as docs/cli.md describes it.

#include <descent/observer.h>
#include <descent/training.h>

#include <exception>
#include <optional>
#include <string>

#include "base/json.h"
#include "storage/append_log.h"

namespace descent::cli {

/// Without a path it does nothing.
class MetricsLog {
public:
    explicit MetricsLog(std::string path) : path_(std::move(path)) {}

    /// Opens the file and writes its first line, "run": `description` is all that reproduces the run. The epochs that a
    /// checkpoint had done follow, so a resumed run has the file of one that was never interrupted.
    void start(const Json& description, const StartEvent& event);
    void epoch(const EpochEvent& event);
    /// The last line, "done". `test` holds figures of held-out data, may be empty.
    void done(const TrainingResult& result, const Json& test);
    /// What `work` returns. An error that ends it is told in the last line first, as far as that can be written.
    template <class Work>
    auto ended_by_errors_of(const Work& work) {
        try {
            return work();
        } catch (const std::exception& error) {
            failed(error.what());
            throw;
        }
    }

private:
    void failed(const std::string& message) noexcept;
    void append(const Json& line);

    std::string path_;
    std::optional<storage::AppendLog> log_;
};

}  // namespace descent::cli
