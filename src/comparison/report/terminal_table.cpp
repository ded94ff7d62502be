#include <algorithm>

#include "base/text.h"
#include "comparison/report/tables.h"

namespace descent::comparison {
namespace {

using Row = std::vector<std::string>;

/// Columns wide enough for their longest entry; the last one is not filled up.
std::string aligned(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line = " ";
        for (std::size_t c = 0; c < row.size(); ++c) {
            line += " " + row[c];
            if (c + 1 < row.size()) line += std::string(widths[c] - row[c].size() + 1, ' ');
        }
        text += line + "\n";
    }
    return text;
}

std::string runs_text(const Json& optimizer) {
    const std::string of = shown(optimizer["finished"]) + "/" + shown(optimizer["runs"]);
    return optimizer["missing"] == 0 ? of : of + " (" + shown(optimizer["missing"]) + " missing)";
}

Row row_of(const Json& optimizer) {
    const Json& score = optimizer["score"];
    const bool first = optimizer["p_against_first"].is_null();
    const Json& target = optimizer["to_target"];
    const std::string behind = first ? "" : optimizer["clearly_behind_first"] == true ? "yes" : "no";
    return {shown(optimizer["rank"]),
            optimizer["optimizer"].get<std::string>(),
            shown(score["median"]),
            "[" + shown(score["low"]) + ", " + shown(score["high"]) + "]",
            runs_text(optimizer),
            target.is_null() ? "-" : shown(target["hits"]) + "/" + shown(target["runs"]),
            target.is_null() ? "-" : shown(target["steps"]["median"], 6),
            shown(optimizer["sensitivity"]["width"], 2),
            behind,
            settings_text(optimizer["settings"])};
}

}  // namespace

std::string terminal_table(const Json& summary) {
    std::string text;
    for (const Json& problem : summary["problems"]) {
        const bool accuracy = problem["metric"] == "accuracy";
        text += problem["problem"].get<std::string>() + ": test " + problem["metric"].get<std::string>() +
                (accuracy ? ", larger is better" : ", smaller is better") + "; target " + shown(problem["target"]) +
                " on validation data\n";
        std::vector<Row> rows = {{"#", "optimizer", "median", "95% interval", "ended", "hits", "steps to target",
                                  "good decades", "behind #1", "settings"}};
        for (const Json& optimizer : problem["optimizers"]) rows.push_back(row_of(optimizer));
        text += aligned(rows) + "\n";
    }
    for (const Json& warning : summary["warnings"]) {
        text += "warning: " + warning["problem"].get<std::string>() + ": " + warning["message"].get<std::string>() +
                "; " + warning["remedy"].get<std::string>() + "\n";
    }
    return text;
}

}  // namespace descent::comparison
