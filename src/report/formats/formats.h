#pragma once
/// \file
/// The results of a study in every format. Each is made from typed values: results.h, figures/, warnings/.

#include <string>

#include "report/results.h"
#include "report/table.h"

namespace descent::report {

/// The format's version in summary.json and times.json: never reuse a number.
constexpr std::uint64_t summary_format = 1;

/// All figures but those of time: what summary.json holds. Numbers that do not exist are null; infinite ones ("missed",
/// "diverged") are the texts "inf" and "-inf".
Json summary_json(const Results& results);

/// One line a problem and optimizer, by rank; header first. Numbers read back as the same doubles; absent ones are
/// empty.
std::string summary_csv(const Results& results);

/// A `tabular` a problem for the booktabs package. Special characters are escaped.
std::string latex_tables(const Results& results);

/// The ranked table and the warnings with their remedies, 100 columns at most where names are short.
std::string terminal_table(const Results& results, const SettingSpelling& spelling = {});

/// Figures of time, in the order of the study's problems and optimizers.
Json times_json(const Results& results);
std::string times_csv(const Results& results);
/// The same for the page.
Table times_table(const Results& results, const ProblemResults& problem);

/// One HTML file that needs no network. `folder` and `path`, where it will stand, are for the command that makes it
/// again.
std::string page(const Results& results, const std::string& folder, const std::string& path,
                 const SettingSpelling& spelling = {});

}  // namespace descent::report
