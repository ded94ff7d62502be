#include <map>

#include "comparison/report/tables.h"

namespace descent::comparison {
namespace {

std::string escaped(const std::string& text) {
    static const std::map<char, std::string> special = {
        {'\\', "\\textbackslash{}"},
        {'{', "\\{"},
        {'}', "\\}"},
        {'$', "\\$"},
        {'&', "\\&"},
        {'#', "\\#"},
        {'%', "\\%"},
        {'_', "\\_"},
        {'^', "\\textasciicircum{}"},
        {'~', "\\textasciitilde{}"},
    };
    std::string result;
    for (const char c : text) {
        const auto found = special.find(c);
        result += found == special.end() ? std::string(1, c) : found->second;
    }
    return result;
}

/// A number between dollars; infinities as such.
std::string number(const Json& figure, int digits = 4) {
    const std::string text = shown(figure, digits);
    if (text == "-") return "--";
    if (text == "inf") return "$\\infty$";
    if (text == "-inf") return "$-\\infty$";
    return "$" + text + "$";
}

std::string row(const Json& one) {
    const Json& score = one["score"];
    const Json& target = one["to_target"];
    std::string text = shown(one["rank"]) + " & " + escaped(one["optimizer"].get<std::string>());
    text += " & " + number(score["median"]) + " & " + number(score["lower_quartile"]) + " & " +
            number(score["upper_quartile"]);
    text += " & $[$" + number(score["low"]) + ", " + number(score["high"]) + "$]$";
    text += " & " + shown(one["finished"]) + "/" + shown(one["runs"]);
    text += " & " + (target.is_null() ? std::string("--") : shown(target["hits"]) + "/" + shown(target["runs"]));
    text += " & " + (target.is_null() ? std::string("--") : number(target["steps"]["median"], 6));
    text += " & " + number(one["p_against_first"], 2);
    return text + " \\\\\n";
}

}  // namespace

std::string latex_tables(const Json& summary) {
    std::string text =
        "% Needs \\usepackage{booktabs}. Medians over seeds, quartiles, 95% bootstrap interval of the median.\n";
    for (const Json& problem : summary["problems"]) {
        text += "% " + escaped(problem["problem"].get<std::string>()) + ": test " +
                problem["metric"].get<std::string>() + "\n";
        text += "\\begin{tabular}{rlrrrcccrr}\n\\toprule\n";
        text += " & optimizer & median & $Q_1$ & $Q_3$ & 95\\% & ended & hits & steps & $p$ \\\\\n\\midrule\n";
        for (const Json& optimizer : problem["optimizers"]) text += row(optimizer);
        text += "\\bottomrule\n\\end{tabular}\n";
    }
    return text;
}

}  // namespace descent::comparison
