#pragma once
/// \file
/// The event file of `--tensorboard`: the figures of epochs as scalars, for TensorBoard.
///
/// Source: tensorflow/core/util/event.proto and lib/io/record_writer.h: records of length, checksum, an Event message,
/// checksum.

#include <descent/observer.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/protobuf.h"
#include "storage/file_system.h"

namespace descent::cli {

/// Without a folder it does nothing. What cannot be written is told to `warn` once, and the run goes on without: what
/// only reports ends no run.
class TensorBoardLog {
public:
    using Warn = std::function<void(const std::string&)>;
    using Scalars = std::vector<std::pair<std::string, double>>;

    TensorBoardLog(std::string folder, Warn warn) : folder_(std::move(folder)), warn_(std::move(warn)) {}

    /// A file of its own in the folder. One of a run that resumes tells TensorBoard to forget what stands in others
    /// from there on. Throws Error when it cannot be made.
    void start(const StartEvent& event);
    bool wants_norms(bool ends_epoch) const { return file_ != nullptr && ends_epoch; }
    void epoch(const EpochEvent& event);

private:
    void add(std::uint64_t step, const std::function<void(model::ProtoMessage&)>& fill);
    void append(const std::string& message);

    std::string folder_, path_;
    Warn warn_;
    std::unique_ptr<storage::OutputFile> file_;
};

}  // namespace descent::cli
