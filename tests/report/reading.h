#pragma once
// What a report says of a study made by hand.

#include "report/figures/figure.h"
#include "report/formats/formats.h"
#include "study/hand_made.h"
#include "study/json_number.h"

namespace hand_made {

inline study::StudyFiles files_of(const Study& study) {
    study::StudyFiles files;
    files.study = study;
    return files;
}

inline Json summary_of(const Study& study) {
    const study::StudyFiles files = files_of(study);
    return report::summary_json(report::results_of(files));
}

/// What summary.json says of an optimizer on the first problem.
inline Json summary_of(const Study& study, const std::string& optimizer) {
    const Json summary = summary_of(study);
    for (const Json& one : summary["problems"][0]["optimizers"]) {
        if (one.at("optimizer") == optimizer) return one;
    }
    return nullptr;
}

/// What the page shows of a figure on the first problem.
inline std::vector<report::Plot> plots_of(const study::StudyFiles& files, std::string_view name) {
    const report::Results results = report::results_of(files);
    for (const report::Figure& figure : report::figures()) {
        if (figure.name == name) return figure.problem_plots(results, results.problems.at(0));
    }
    return {};
}

/// What the page shows of a figure under all problems.
inline std::vector<report::Plot> study_plots_of(const study::StudyFiles& files, std::string_view name) {
    const report::Results results = report::results_of(files);
    for (const report::Figure& figure : report::figures()) {
        if (figure.name == name) return figure.study_plots(results);
    }
    return {};
}

/// A row of the page's table as people read it.
inline std::vector<std::string> shown_row(const report::Table& table, std::size_t row) {
    return report::texts_of(table, &report::Table::Heading::title, report::shown).at(row + 1);
}

/// NaN for null, infinities for their names.
inline double number(const Json& row, const std::string& name) { return study::number_of(row.at(name)); }

}  // namespace hand_made
