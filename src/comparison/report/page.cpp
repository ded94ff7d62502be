#include <descent/comparison.h>
#include <descent/version.h>

#include <algorithm>

#include "base/text.h"
#include "comparison/report/assets.h"
#include "comparison/report/contours.h"
#include "comparison/report/figures.h"
#include "comparison/report/html.h"
#include "comparison/report/tables.h"
#include "comparison/statistics/summary.h"
#include "comparison/study_log.h"
#include "storage/whole_files.h"

namespace descent {
namespace {

using namespace comparison;
using html::escaped;

std::string joined(const std::vector<std::string_view>& pieces) {
    std::string text;
    for (const std::string_view piece : pieces) text += piece;
    return text;
}

/// An argument as a shell reads it back.
std::string shell_word(const std::string& word) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:@%+";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// How the study was made, and how this page is made again from its logs.
std::string commands(const JsonReader& head, const std::string& folder, const std::string& path) {
    std::string text;
    for (const std::string& word : head.texts("command")) text += (text.empty() ? "" : " ") + shell_word(word);
    return text + "\n# the same figures from the logs of a finished study:\ndescent compare --out " +
           shell_word(folder) + " --report-only --report " + shell_word(path);
}

std::string facts(const JsonReader& head) {
    const JsonReader plan = head.object("plan");
    const JsonReader protocol = plan.object("protocol");
    const std::string tuning = protocol.text("tuning");
    const std::string tuned =
        tuning == "none" ? std::string("no search of settings")
                         : tuning + " search, up to " + to_text(protocol.whole("budget")) + " settings an optimizer, " +
                               to_text(protocol.whole("tuning_seeds")) + " seed(s) each, judged on validation data";
    return "<p class=\"facts\">Descent " + escaped(head.text("version")) + ". Protocol: " + escaped(tuned) + "; then " +
           to_text(protocol.whole("seeds")) +
           " other seeds at the best setting, judged on test data. The same seed means the same initial weights and "
           "the "
           "same order of patterns for every optimizer. Evaluations are not timed.</p>\n";
}

std::string warnings_html(const Json& summary) {
    if (summary["warnings"].empty()) return "<p>No warnings.</p>\n";
    std::string text = "<ul class=\"warnings\">\n";
    for (const Json& warning : summary["warnings"]) {
        text += "<li><strong>" + escaped(warning["problem"].get<std::string>()) +
                "</strong>: " + escaped(warning["message"].get<std::string>()) + ". <em>" +
                escaped(warning["remedy"].get<std::string>()) + ".</em></li>\n";
    }
    return text + "</ul>\n";
}

std::string times_html(const Json& times, const Json& problem) {
    html::Table table{
        .caption = "Seconds of training",
        .columns = {"optimizer", "seconds an epoch", "seconds a run: median", "seconds to target: median"},
        .rows = {}};
    for (const Json& one : times["problems"]) {
        if (one["problem"] != problem["problem"]) continue;
        for (const Json& optimizer : one["optimizers"]) {
            table.rows.push_back({optimizer["optimizer"].get<std::string>(), shown(optimizer["seconds_per_epoch"], 3),
                                  shown(optimizer["seconds"]["median"], 3),
                                  shown(optimizer["seconds_to_target"]["median"], 3)});
        }
    }
    return "<h3>Seconds of training</h3>\n<p>They depend on the machine and on what ran beside; trials run side by "
           "side, one "
           "thread each, when that fills the machine. Evaluation is not counted.</p>\n" +
           table.to_html();
}

std::string definition_html(const JsonReader& head, const Json& problem) {
    const JsonReader plan = head.object("plan");
    for (const Json& one : plan.array("problems")) {
        if (one.value("name", "") != problem["problem"]) continue;
        return "<details><summary>The problem, as it was run</summary><pre>" + escaped(to_json_text(one)) +
               "</pre></details>\n";
    }
    return "";
}

class Page {
public:
    Page(const StudyFiles& files, const std::string& folder, const std::string& path)
        : head_(files.head, folder + "/trials.jsonl", "line 1"),
          summary_(summarise(files.study)),
          times_(summarise_times(files.study, files.times)),
          optimizers_(files.study.optimizers),
          command_(commands(head_, folder, path)) {
        for (const Json& trajectory : files.trajectories) trajectories_.push_back(with_contours(trajectory));
    }

    std::string to_html() const {
        std::string text =
            "<!DOCTYPE html>\n<!--\n" + joined(assets::licence()) +
            "-->\n<html lang=\"en\">\n<head>\n"
            "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>Comparison of optimizers</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n" +
            joined(assets::style()) + "</style>\n</head>\n<body>\n<main>\n" + body() + "</main>\n";
        return text + scripts() + "</body>\n</html>\n";
    }

private:
    std::string body() const {
        std::string text =
            "<h1>Comparison of optimizers</h1>\n<p>" + escaped(join(optimizers_)) + "</p>\n" + facts(head_);
        if (assets::vega().empty()) {
            text +=
                "<p>This copy of Descent was built without the plotting library: figures are shown as tables.</p>\n";
        }
        text += "<h2>Warnings</h2>\n" + warnings_html(summary_);
        for (const Json& problem : summary_["problems"]) text += problem_html(problem);
        const auto profiles = figures::profiles(summary_);
        if (!profiles.empty()) text += "<h2>All problems</h2>\n" + figures_html(profiles);
        return text + "<h2>How to make this again</h2>\n<pre>" + escaped(command_) + "</pre>\n";
    }

    std::string problem_html(const Json& problem) const {
        std::string text =
            "<h2>" + escaped(problem["problem"].get<std::string>()) + "</h2>\n" + definition_html(head_, problem);
        for (const auto make : {figures::final_scores, figures::curves, figures::steps_to_target, figures::sensitivity,
                                figures::budget, figures::wins}) {
            text += figures_html(make(problem));
        }
        for (std::size_t i = 0; i < trajectories_.size(); ++i) {
            if (trajectories_[i]["problem"] == problem["problem"])
                text += figures_html(figures::trajectory(trajectories_[i], i));
        }
        return text + times_html(times_, problem);
    }

    std::string figures_html(const std::vector<html::Figure>& figures) const {
        std::string text;
        for (const html::Figure& figure : figures) text += figure.to_html(command_);
        return text;
    }

    std::string scripts() const {
        if (assets::vega().empty()) return "";
        const Json data = {{"summary", summary_}, {"optimizers", optimizers_}, {"trajectories", trajectories_}};
        return "<script type=\"application/json\" id=\"study\">" + html::script_json(data) + "</script>\n<script>\n" +
               joined(assets::vega()) + "</script>\n<script>\n" + joined(assets::script()) + "</script>\n";
    }

    JsonReader head_;
    Json summary_, times_;
    std::vector<std::string> optimizers_;
    Json trajectories_ = Json::array();
    std::string command_;
};

}  // namespace

void write_report(const std::string& folder, const std::string& path) {
    storage::write_whole(path, Page(comparison::read_study(folder), folder, path).to_html());
}

}  // namespace descent
