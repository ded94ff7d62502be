#pragma once
/// \file
/// The ranks of a job meet once, before the first step: each says what it is about to do, or why it cannot.

#include <descent/error.h>

#include <optional>
#include <string>
#include <vector>

#include "parallel/ranks.h"

namespace descent::parallel {

struct Statement {
    /// As they are told to other ranks: never change.
    enum class Kind { joins = 0, leaves = 1, fails = 2 };
    Kind kind = Kind::joins;
    int status = 0;    ///< of a rank that fails: the program's
    std::string text;  ///< what it would do, or what is wrong
};

/// What ends the program at all ranks, which throw it alike.
class Refused : public Error {
public:
    Refused(const std::string& line, int status) : Error(line), status_(status) {}
    int status() const noexcept { return status_; }

private:
    int status_;
};

/// [one thread] What each rank says, at each rank. Once in a job.
std::vector<Statement> meet(Ranks& ranks, const Statement& own);

/// The first that fails, where one does. Its text names the rank unless all say the same.
std::optional<Refused> first_failure(const std::vector<Statement>& statements);

}  // namespace descent::parallel
