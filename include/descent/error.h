#pragma once
/// \file
/// What can go wrong, as a user reads it: one family of exceptions whose text is one clear line.
///
/// Contract: errors are thrown at the borders of the library, before work starts; `what()` is a single line
/// without a trailing full stop or line break. A training run that diverges is a result, not an error.
///
///     try { auto data = descent::read_dataset({.path = "x.csv", .targets = {"y"}}); }
///     catch (const descent::InputError& error) { std::cerr << error.what() << '\n'; }

#include <stdexcept>
#include <string>

namespace descent {

/// Work that failed: the base of every exception that the library throws.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Bytes or numbers from outside that are not what they should be.
class InputError : public Error {
public:
    /// \param file      path as the user gave it
    /// \param place     "line 7, column 'age'", "byte 16", "tensor 'layers.0.weight'"; may be empty
    /// \param found     what stands there
    /// \param expected  what should stand there
    InputError(std::string file, std::string place, std::string found, std::string expected);

    const std::string& file() const noexcept { return file_; }
    const std::string& place() const noexcept { return place_; }
    const std::string& found() const noexcept { return found_; }
    const std::string& expected() const noexcept { return expected_; }

private:
    std::string file_, place_, found_, expected_;
};

/// A setting that cannot be used: the command line, or an option given to the library, is wrong.
class UsageError : public Error {
public:
    /// \param option   name of the setting, "batch_size"; the command line shows it as "--batch-size"
    /// \param problem  what is wrong with it and what would be right
    UsageError(std::string option, std::string problem);

    const std::string& option() const noexcept { return option_; }
    const std::string& problem() const noexcept { return problem_; }

private:
    std::string option_, problem_;
};

}  // namespace descent
