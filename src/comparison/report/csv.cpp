#include "base/text.h"
#include "comparison/report/tables.h"

namespace descent::comparison {
namespace {

/// RFC 4180: quoted where a comma, quote or line break stands in it.
std::string field(const Json& value) {
    if (value.is_null()) return "";
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number_float()) return to_text(value.get<double>());
    if (!value.is_string()) return to_json_line(value);
    const std::string text = value.get<std::string>();
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// A table by columns: each a name and a value for every line.
class Line {
public:
    void add(const std::string& name, const Json& value) {
        names_ += (names_.empty() ? "" : ",") + name;
        values_ += (values_.empty() ? "" : ",") + field(value);
    }
    void add_distribution(const std::string& name, const Json& distribution) {
        for (const char* part : {"median", "lower_quartile", "upper_quartile", "low", "high"}) {
            add(name + "_" + part, distribution.is_null() ? Json(nullptr) : distribution[part]);
        }
    }
    const std::string& names() const { return names_; }
    const std::string& values() const { return values_; }

private:
    std::string names_, values_;
};

Line summary_line(const Json& problem, const Json& one) {
    Line line;
    line.add("problem", problem["problem"]);
    line.add("rank", one["rank"]);
    line.add("optimizer", one["optimizer"]);
    line.add("settings", settings_text(one["settings"]));
    for (const char* count : {"runs", "finished", "diverged", "missing"}) line.add(count, one[count]);
    line.add("metric", problem["metric"]);
    for (const char* figure :
         {"score", "test_accuracy", "test_loss", "validation_accuracy", "validation_loss", "training_loss"}) {
        line.add_distribution(figure, one[figure]);
    }
    const Json& target = one["to_target"];
    line.add("target", problem["target"]);
    line.add("hits", target.is_null() ? Json(nullptr) : target["hits"]);
    line.add("hit_rate", target.is_null() ? Json(nullptr) : target["hit_rate"]);
    line.add_distribution("steps_to_target", target.is_null() ? Json(nullptr) : target["steps"]);
    line.add_distribution("epochs_to_target", target.is_null() ? Json(nullptr) : target["epochs"]);
    line.add("tuning_divergence_rate", one["divergence"]["tune"]["rate"]);
    line.add("final_divergence_rate", one["divergence"]["final"]["rate"]);
    const Json& rates = one["sensitivity"];
    for (const char* name : {"best_rate", "lowest_good", "highest_good", "width", "on_edge"}) {
        line.add(std::string("sensitivity_") + name, rates[name]);
    }
    line.add("p_against_first", one["p_against_first"]);
    line.add("clearly_behind_first", one["clearly_behind_first"]);
    return line;
}

Line times_line(const Json& problem, const Json& one) {
    Line line;
    line.add("problem", problem["problem"]);
    line.add("optimizer", one["optimizer"]);
    line.add("seconds_per_epoch", one["seconds_per_epoch"]);
    line.add_distribution("seconds", one["seconds"]);
    line.add_distribution("seconds_to_target", one["seconds_to_target"]);
    return line;
}

std::string csv(const Json& summary, Line (*line_of)(const Json&, const Json&)) {
    std::string text;
    for (const Json& problem : summary["problems"]) {
        for (const Json& optimizer : problem["optimizers"]) {
            const Line line = line_of(problem, optimizer);
            if (text.empty()) text = line.names() + "\n";
            text += line.values() + "\n";
        }
    }
    return text;
}

}  // namespace

std::string summary_csv(const Json& summary) { return csv(summary, summary_line); }
std::string times_csv(const Json& times) { return csv(times, times_line); }

}  // namespace descent::comparison
