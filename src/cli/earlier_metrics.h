#pragma once
/// \file
/// What a file of metrics has of a run that resumes.

#include <cstdint>
#include <string>
#include <vector>

namespace descent::cli {

/// A line of a step or a notice, as it stands in the file.
struct EarlierLine {
    std::uint64_t step = 0;
    bool is_step = false;
    std::string text;
};

/// Those of the run `run_id` until that step, in their order; later ones are written anew. None of a pipe, of a file
/// that is missing, and of another run's.
std::vector<EarlierLine> earlier_lines(const std::string& path, const std::string& run_id, std::uint64_t until);

}  // namespace descent::cli
