#include <algorithm>

#include "base/text.h"
#include "report/assets.h"
#include "report/files.h"
#include "report/formats/commands.h"
#include "report/formats/formats.h"
#include "report/formats/html.h"
#include "report/verdict.h"
#include "report/warnings/finding.h"

namespace descent::report {
namespace {

using html::escaped;

// By these a page is known again.
constexpr std::string_view page_begins = "<!DOCTYPE html>\n<!--\n";
constexpr std::string_view page_title = "<title>Comparison of optimizers</title>";

std::string joined(const std::vector<std::string_view>& parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    return text;
}

/// ", judged on test data" where any problem has data; where any is a test function, how those are judged.
std::string judged(const Study& study, const std::string& on_data) {
    const auto is_function = [](const StudyProblem& problem) { return problem.is_function; };
    if (std::ranges::none_of(study.problems, is_function)) return ", judged " + on_data;
    if (std::ranges::all_of(study.problems, is_function)) return ", judged by the value of the function";
    return ", judged " + on_data + ", test functions by their value";
}

std::string facts(const study::StudyFiles& files) {
    const Study& study = files.study;
    const std::string tuned = study.tuning == "none"
                                  ? std::string("no search of settings")
                                  : study.tuning + " search, up to " + to_text(study.budget) +
                                        " settings an optimizer, " + to_text(study.tuning_seeds) + " seed(s) each" +
                                        judged(study, "on validation data where the problem has them");
    return "<p class=\"facts\">Descent " + escaped(files.head.version) + ". Protocol: " + escaped(tuned) + "; then " +
           to_text(study.seeds) + " other seeds at the best setting" + judged(study, "on test data") +
           ". The same seed means the same initial weights and "
           "the same order of patterns for every optimizer. Evaluations are not timed.</p>\n";
}

std::string warnings_html(const Results& results, const SettingSpelling& spelling) {
    const std::vector<Finding> list = findings(results);
    if (list.empty()) return "<p>No warnings.</p>\n";
    std::string text = "<ul class=\"warnings\">\n";
    for (const Finding& finding : list) {
        text += "<li><strong>" + escaped(finding.problem) + "</strong>: " + escaped(finding.message) + ". <em>" +
                escaped(finding.remedy_text(spelling)) + ".</em></li>\n";
    }
    return text + "</ul>\n";
}

std::string verdict_html(const Results& results) {
    const std::vector<std::string> sentences = verdict(results);
    if (sentences.empty()) return "";
    std::string text = "<section class=\"verdict\" id=\"verdict\">\n<h2>Verdict</h2>\n<ul>\n";
    for (const std::string& sentence : sentences) text += "<li>" + escaped(sentence) + "</li>\n";
    return text + "</ul>\n</section>\n";
}

std::string times_html(const Results& results, const ProblemResults& problem) {
    return "<h3>Seconds of training</h3>\n<p>They depend on the machine and on what ran beside; trials run side by "
           "side, one thread each, when that fills the machine. Evaluation is not counted.</p>\n" +
           html::table(times_table(results, problem), "Seconds of training");
}

class Page {
public:
    Page(const Results& results, const std::string& folder, const std::string& path, const SettingSpelling& spelling)
        : results_(results), command_(commands_of(results.files, folder, path)), spelling_(spelling) {}

    std::string to_html() const {
        return std::string(page_begins) + joined(assets::licence()) +
               "-->\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
               std::string(page_title) + "\n<link rel=\"icon\" href=\"data:,\">\n<style>\n" + joined(assets::style()) +
               "</style>\n</head>\n<body>\n<main>\n" + body() + "</main>\n" + scripts() + "</body>\n</html>\n";
    }

private:
    std::string body() const {
        std::string text = "<h1>Comparison of optimizers</h1>\n<p>" + escaped(join(results_.study().optimizers)) +
                           "</p>\n" + facts(results_.files);
        if (assets::vega().empty()) {
            text +=
                "<p>This copy of Descent was built without the plotting library: figures are shown as tables.</p>\n";
        }
        text += verdict_html(results_) + "<h2>Warnings</h2>\n" + warnings_html(results_, spelling_);
        for (const ProblemResults& problem : results_.problems) text += problem_html(problem);
        text += study_html();
        return text + "<h2>How to make this again</h2>\n<pre>" + escaped(command_) + "</pre>\n";
    }

    std::string problem_html(const ProblemResults& problem) const {
        const std::string& name = problem.problem.name;
        std::string text = "<h2>" + escaped(name) +
                           "</h2>\n<details><summary>The problem, as it was run</summary><pre>" +
                           escaped(problem.problem.definition) + "</pre></details>\n";
        for (const Figure& figure : figures()) {
            if (figure.problem_plots == nullptr) continue;
            text += plots_html(figure, figure.problem_plots(results_, problem), name);
        }
        return text + times_html(results_, problem);
    }

    std::string study_html() const {
        std::string text;
        for (const Figure& figure : figures()) {
            if (figure.study_plots != nullptr) text += plots_html(figure, figure.study_plots(results_), "");
        }
        return text.empty() ? "" : "<h2>All problems</h2>\n" + text;
    }

    std::string plots_html(const Figure& figure, std::vector<Plot> plots, const std::string& place) const {
        std::string text;
        for (Plot& plot : plots) {
            if (assets::vega().empty()) plot.drawing.clear();
            text += html::plot(figure, plot, place, command_);
        }
        return text;
    }

    std::string scripts() const {
        if (assets::vega().empty()) return "";
        const std::string optimizers = to_json_line(Json(results_.study().optimizers));
        return "<script type=\"application/json\" id=\"optimizers\">" + html::script_json(optimizers) +
               "</script>\n<script>\n" + joined(assets::vega()) + "</script>\n<script>\n" + joined(assets::script()) +
               "</script>\n";
    }

    const Results& results_;
    std::string command_;
    const SettingSpelling& spelling_;
};

}  // namespace

bool is_page(std::string_view bytes) {
    constexpr std::size_t head = 64 << 10;
    return bytes.starts_with(page_begins) && bytes.substr(0, head).find(page_title) != std::string_view::npos;
}

std::string page(const Results& results, const std::string& folder, const std::string& path,
                 const SettingSpelling& spelling) {
    return Page(results, folder, path, spelling).to_html();
}

}  // namespace descent::report
