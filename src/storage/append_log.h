#pragma once
/// \file
/// A text file that grows by whole lines: metrics and logs of trials.
///
/// Contract: a line is handed over in one write; a line that a kill or a full disk cut short is dropped before the
/// next one is written, so only the last line of a log can be unfinished. [one thread]
///
///     storage::AppendLog log("metrics.jsonl", storage::AppendLog::Start::fresh);
///     log.append(to_json_line(event));

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/file_system.h"

namespace descent::storage {

class AppendLog {
public:
    enum class Start {
        fresh,  ///< an existing file is emptied; pipes and devices are written to as they are
        alone,  ///< the same, and refused while another process has it open so
        held,   ///< refused as `alone`, but what is there stays until `replace`
        keep,   ///< existing whole lines stay
    };

    /// Asked a few times a second while the reader of a pipe takes nothing.
    using GivesUp = std::function<bool()>;

    /// Throws Error with path and reason.
    AppendLog(std::string path, Start start, FileSystem& file_system = real_file_system(), GivesUp gives_up = {});

    /// Adds `line`, which has no line break, and one; waits for the reader of a pipe, unless `gives_up`. Throws Error;
    /// the log can still be used after it.
    void append(std::string_view line);
    /// These lines take the place of all that there are, at once: after a kill the old ones stand there or these. A
    /// pipe or device has none, and gets them. Throws Error; then the old ones stay.
    void replace(const std::vector<std::string>& lines);
    /// Cuts the file before the first line that `goes`, so that the disk has its room, and returns all lines from there
    /// on. Nothing of a pipe or device.
    std::vector<std::string> take_back(const std::function<bool(std::string_view)>& goes);
    /// What was appended outlives a power cut.
    void sync();

    const std::string& path() const noexcept { return path_; }

private:
    void open(OpenMode mode);
    void wait_for_reader();

    std::string path_;
    OpenMode again_;  // how it is opened when another file has taken its name
    std::unique_ptr<OutputFile> file_;
    FileSystem* file_system_;
    GivesUp gives_up_;
    bool inside_a_line_ = false;  // a failed write may have left half a line
};

/// The whole lines of a log, without their line breaks; an unfinished last line is left out.
std::vector<std::string_view> whole_lines(std::string_view text);

}  // namespace descent::storage
