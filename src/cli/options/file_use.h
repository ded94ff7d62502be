#pragma once
/// \file
/// What a command does with the files that an option names: what it reads is never replaced by what it writes.

#include <functional>
#include <string>
#include <vector>

#include "storage/file_system.h"

namespace descent::cli {

struct FileUse {
    enum class Kind { none, read, written };

    Kind kind = Kind::none;
    /// The files that a value stands for; without it the value is the one.
    std::function<std::vector<std::string>(const std::string& value)> names = {};
    /// Why a file that stands there, and is not empty, is not replaced: "is no model of Descent"; empty for one that
    /// this option wrote before.
    std::function<std::string(const std::string& value, const storage::FileBytes& file)> objection = {};
};

inline FileUse reads_file() { return {.kind = FileUse::Kind::read}; }

}  // namespace descent::cli
