#include "study/trajectory.h"

#include "study/json_number.h"

namespace descent::study {
namespace {

constexpr const char* exact_axes = "exact";
constexpr const char* principal_axes = "principal";

Json json_numbers(const std::vector<double>& values) {
    Json result = Json::array();
    for (const double value : values) result.push_back(json_number(value));
    return result;
}

Json surface_json(const Surface& surface) {
    Json rows = Json::array();
    for (const std::vector<double>& row : surface.loss) rows.push_back(json_numbers(row));
    return {{"x", surface.x}, {"y", surface.y}, {"loss", rows}};
}

Json path_json(const Path& path) {
    return {{"optimizer", path.optimizer},
            {"settings", path.settings},
            {"seed", path.seed},
            {"step", path.step},
            {"x", path.x},
            {"y", path.y},
            {"loss", json_numbers(path.loss)}};
}

std::vector<double> read_numbers(const JsonReader& reader, const std::string& name) {
    std::vector<double> numbers;
    for (const Json& value : reader.array(name)) {
        const bool is_number = value.is_number() || value.is_null() || value == "inf" || value == "-inf";
        if (!is_number) reader.fail(name, "something else", "numbers");
        numbers.push_back(number_of(value));
    }
    return numbers;
}

std::vector<std::uint64_t> read_whole_numbers(const JsonReader& reader, const std::string& name) {
    std::vector<std::uint64_t> numbers;
    for (const Json& value : reader.array(name)) {
        if (!value.is_number_unsigned()) reader.fail(name, "something else", "whole numbers");
        numbers.push_back(value.get<std::uint64_t>());
    }
    return numbers;
}

Surface read_surface(const JsonReader& reader) {
    Surface surface{.x = read_numbers(reader, "x"), .y = read_numbers(reader, "y"), .loss = {}};
    if (surface.x.size() < 2 || surface.y.size() < 2) {
        reader.fail("x", "fewer than two points", "at least two along each axis");
    }
    for (const Json& values : reader.array("loss")) {
        const JsonReader row({{"row", values}}, "trajectories.jsonl", "surface");
        surface.loss.push_back(read_numbers(row, "row"));
        if (surface.loss.back().size() != surface.x.size()) {
            reader.fail("loss", "a row of another length", "one number for each x");
        }
    }
    if (surface.loss.size() != surface.y.size()) reader.fail("loss", "another number of rows", "one for each y");
    return surface;
}

Path read_path(const JsonReader& reader) {
    Path path{.optimizer = reader.text("optimizer"),
              .settings = reader.text("settings"),
              .seed = reader.whole("seed"),
              .step = read_whole_numbers(reader, "step"),
              .x = read_numbers(reader, "x"),
              .y = read_numbers(reader, "y"),
              .loss = read_numbers(reader, "loss")};
    const std::size_t points = path.step.size();
    const bool equal = path.x.size() == points && path.y.size() == points && path.loss.size() == points;
    if (!equal) reader.fail("step", "another number of steps", "one for each x, y and loss");
    return path;
}

}  // namespace

Json to_json(const Trajectory& trajectory) {
    Json paths = Json::array();
    for (const Path& path : trajectory.paths) paths.push_back(path_json(path));
    return {{"event", "trajectory"},
            {"problem", trajectory.problem},
            {"axes", trajectory.exact ? exact_axes : principal_axes},
            {"shares", {trajectory.shares[0], trajectory.shares[1]}},
            {"patterns", trajectory.patterns},
            {"surface", surface_json(trajectory.surface)},
            {"paths", paths}};
}

Trajectory read_trajectory(const JsonReader& line) {
    const std::vector<double> shares = read_numbers(line, "shares");
    if (shares.size() != 2) line.fail("shares", "another number of them", "two");
    Trajectory trajectory{.problem = line.text("problem"),
                          .exact = line.text("axes") == exact_axes,
                          .shares = {shares[0], shares[1]},
                          .patterns = line.whole("patterns"),
                          .surface = read_surface(line.object("surface")),
                          .paths = {}};
    for (const Json& path : line.array("paths")) {
        trajectory.paths.push_back(read_path(JsonReader(path, "trajectories.jsonl", "a path")));
    }
    return trajectory;
}

}  // namespace descent::study
