#include <descent/error.h>

#include <string>

#include "support/catch.h"

using descent::InputError;
using descent::UsageError;

TEST_CASE("An input error names file, place, found and expected in one line") {
    const InputError error("iris.csv", "line 7, column 'age'", "'x'", "a number");
    CHECK(std::string(error.what()) == "iris.csv: line 7, column 'age': found 'x', expected a number");
    CHECK(error.file() == "iris.csv");
    CHECK(error.place() == "line 7, column 'age'");
    CHECK(error.found() == "'x'");
    CHECK(error.expected() == "a number");
}

TEST_CASE("An input error leaves out the parts that are empty") {
    CHECK(std::string(InputError("f", "", "a folder", "a file").what()) == "f: found a folder, expected a file");
    CHECK(std::string(InputError("f", "", "a folder", "").what()) == "f: found a folder");
    CHECK(std::string(InputError("f", "", "", "a file").what()) == "f: expected a file");
}

TEST_CASE("An input error stays one line of bounded length whatever is in the file") {
    const std::string hostile = "a\nb\x1b[31m\r" + std::string(100000, 'x');
    const std::string text = InputError(hostile, hostile, hostile, hostile).what();
    CHECK(text.size() < 3000);
    CHECK(text.find_first_of("\n\r\x1b") == std::string::npos);
    CHECK(text.find("a\\nb\\x1b[31m\\r") != std::string::npos);
}

TEST_CASE("A usage error names the option and the problem") {
    const UsageError error("batch_size", "found 0, expected at least 1");
    CHECK(std::string(error.what()) == "batch_size: found 0, expected at least 1");
    CHECK(error.option() == "batch_size");
    CHECK(error.problem() == "found 0, expected at least 1");
}

TEST_CASE("Every error of the family can be caught as Error") {
    CHECK_THROWS_AS(throw InputError("f", "", "a", "b"), descent::Error);
    CHECK_THROWS_AS(throw UsageError("x", "y"), descent::Error);
}
