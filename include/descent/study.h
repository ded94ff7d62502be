#pragma once
/// \file
/// What a comparison leaves behind, and what is made from it.
///
/// Contract: a study is a folder of logs. Tables and reports are made from the logs alone, at any time and on any
/// machine: the same logs give the same bytes.
///
///     std::cout << descent::write_summaries("study");      // the ranked table
///     descent::write_report("study", "study.html");

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace descent {

/// What a problem is judged by. Values stand in files: never change.
enum class Metric { loss = 0, accuracy = 1 };

/// Values stand in files: never change.
enum class Phase { tune = 0, final = 1 };

struct Trial {
    std::string problem;
    std::string optimizer;
    std::map<std::string, std::string> settings = {};
    std::uint64_t seed = 1;
    Phase phase = Phase::tune;

    bool operator==(const Trial&) const = default;
};

/// A part of a study's trials: number 2 of 3.
struct Shard {
    std::uint64_t number = 1, of = 1;

    bool operator==(const Shard&) const = default;
};

/// The options that describe a comparison, by name, each with its values in their order: what `descent verify` makes
/// the same comparison from.
using StudyOptions = std::map<std::string, std::vector<std::string>>;

struct StudyPlace {
    std::string folder;                     ///< made when absent
    bool resume = false;                    ///< continue the study that stands there
    std::vector<std::string> command = {};  ///< how it was called, for the record
    StudyOptions options = {};              ///< the same without what only says where results go
    Shard shard = {};                       ///< the trials that this folder holds
};

/// How the reader of a table or page writes the name of a setting: "--tuning-seeds" of "tuning_seeds", "--set a.b=..."
/// of "set a.b=...".
using SettingSpelling = std::function<std::string(const std::string& setting)>;

/// [one thread a folder] Makes the summaries from the logs: summary.csv, summary.json, summary.tex, times.csv,
/// times.json. Returns the ranked table as text. Throws InputError when the folder holds no study.
std::string write_summaries(const std::string& folder, const SettingSpelling& spelling = {});

/// [one thread a path] Writes the study's report: one HTML file that needs no network. Throws InputError when the
/// folder holds no study.
void write_report(const std::string& folder, const std::string& path, const SettingSpelling& spelling = {});

}  // namespace descent
