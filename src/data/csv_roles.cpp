#include "data/csv_roles.h"

#include <descent/error.h>

#include <algorithm>

#include "base/csv.h"
#include "base/glob.h"
#include "base/text.h"
#include "data/number_text.h"
#include "data/some_of.h"

namespace descent::data {
namespace {

/// Names as a list takes them: those with commas or quotes between double quotes.
std::vector<std::string> typed_names(std::vector<std::string> names) {
    for (std::string& name : names) {
        if (name.find_first_of(",\"") != std::string::npos) name = csv_field(name);
    }
    return names;
}

std::string as_typed(const std::vector<std::string>& names) { return printable(join(typed_names(names))); }

using Kind = CsvRole::Kind;

class Assignment {
public:
    Assignment(const CsvHeader& header, const DataSource& source, const std::string& file, std::size_t line,
               LeftOut left_out)
        : header_(header), source_(source), file_(file), line_(line), left_out_(left_out) {
        roles_.columns.resize(header.names.size());
        free_.assign(header.names.size(), true);
        if (header.index_left_out) free_[0] = false;
    }

    CsvRoles assign() {
        require_named_targets();
        take_targets();
        take_weights();
        take_one(source_.group_by, Kind::group, "group_by");
        leave_out_ignored();
        if (source_.known) {
            take_known();
        } else {
            take_inputs();
            say_left_out();
        }
        if (roles_.inputs == 0) {
            const bool chosen = !source_.columns.empty() || !source_.ignore.empty();
            fail("no column that is not a target" + std::string(chosen ? ", but those that are left out" : ""),
                 "at least one input");
        }
        return std::move(roles_);
    }

private:
    static constexpr std::size_t nowhere = SIZE_MAX;

    std::size_t find(const std::string& name) const {
        const auto found = std::ranges::find(header_.names, name);
        return found == header_.names.end() ? nowhere : static_cast<std::size_t>(found - header_.names.begin());
    }

    bool stands_twice(const std::string& name) const {
        return std::ranges::find(header_.repeated, name) != header_.repeated.end();
    }

    void take(std::size_t column, Kind kind, std::size_t index, bool is_text = false) {
        free_[column] = false;
        roles_.columns[column] = {kind, index, is_text};
    }

    void require_named_targets() const {
        if (!source_.targets.empty() || source_.targets_optional) return;
        throw UsageError("target",
                         "no target column is named; the columns of " + file_ + " are " + as_typed(header_.names));
    }

    std::size_t require(const std::string& name, const std::string& what) const {
        const std::size_t column = find(name);
        if (column == nowhere) {
            fail("no column " + quote(name),
                 what + " among " + as_typed(header_.names) + did_you_mean(name, header_.names) + pattern_hint());
        }
        if (stands_twice(name)) {
            fail("the column " + quote(name) + " twice", what + " of a name that stands there once");
        }
        return column;
    }

    std::string pattern_hint() const {
        if (header_.names.size() == 1) {
            return "; line " + to_text(line_) +
                   " holds one column: a comma, semicolon, tab, bar or blanks separate columns, or the character that "
                   "a first "
                   "line such as sep=: names";
        }
        return may_be_a_pattern(header_) ? "; no_header=true where line " + to_text(line_) + " holds no names" : "";
    }

    void take_targets() {
        const bool alone = source_.targets.size() == 1;  // several are one-hot or numbers
        for (const std::string& target : source_.targets) {
            if (source_.targets_optional) {
                if (find(target) != nowhere) free_[find(target)] = false;
                continue;
            }
            const std::size_t column = require(target, "a target column");
            if (!free_[column]) throw UsageError("target", "the column " + quote(target) + " is named twice");
            take(column, Kind::target, roles_.others++, alone && !are_numbers(source_.class_names));
            ++roles_.targets;
        }
    }

    /// Those that were asked for, else those of the training data, where this data has them.
    void take_weights() {
        const std::string known = source_.known ? source_.known->weights : std::string();
        const bool only_known = source_.weights.empty() && !known.empty();
        if (!only_known || source_.targets_optional) {
            return take_one(only_known ? known : source_.weights, Kind::weight, "weights");
        }
        const std::size_t column = find(known);
        const auto is_known = [&](const std::string& pattern) { return glob_matches(pattern, known); };
        if (column != nowhere && free_[column] && std::ranges::none_of(source_.ignore, is_known)) {
            take(column, Kind::weight, roles_.others++);
            roles_.notes.push_back("patterns are weighted by " + printable(known, 60) + ", as in the training data");
        } else {
            roles_.notes.push_back("patterns are not weighted, as they were in the training data by " +
                                   printable(known, 60));
        }
    }

    void take_one(const std::string& name, Kind kind, const char* option) {
        if (name.empty()) return;
        if (source_.targets_optional) {
            if (find(name) != nowhere) free_[find(name)] = false;
            return;
        }
        const std::size_t column =
            require(name, "a column of " + std::string(kind == Kind::weight ? "weights" : "groups"));
        if (!free_[column]) throw UsageError(option, "the column " + quote(name) + " is named for something else");
        take(column, kind, roles_.others++, kind == Kind::group);
    }

    /// Columns that a pattern means: the one of that very name, or all that it matches.
    std::vector<std::size_t> meant_by(const std::string& pattern, const char* option) const {
        std::vector<std::size_t> columns;
        if (const std::size_t column = find(pattern); column != nowhere) return {column};
        for (std::size_t i = header_.index_left_out; i < header_.names.size(); ++i) {
            if (glob_matches(pattern, header_.names[i])) columns.push_back(i);
        }
        if (columns.empty() && left_out_ == LeftOut::required) {
            throw UsageError(option, quote(pattern) + " is no column of " + file_ + "; they are " +
                                         some_of(typed_names(header_.names), 20) +
                                         did_you_mean(pattern, header_.names));
        }
        return columns;
    }

    void leave_out_ignored() {
        for (const std::string& pattern : source_.ignore) {
            for (const std::size_t column : meant_by(pattern, "ignore")) {
                const bool has_role = roles_.columns[column].kind != Kind::left_out;
                if (has_role && header_.names[column] == pattern) {
                    throw UsageError("ignore", "the column " + quote(pattern) + " is named for something else");
                }
                free_[column] = false;
            }
        }
    }

    void take_inputs() {
        std::vector<bool> wanted(free_.size(), source_.columns.empty());
        for (const std::string& pattern : source_.columns) {
            for (const std::size_t column : meant_by(pattern, "columns")) wanted[column] = true;
        }
        for (std::size_t i = 0; i < free_.size(); ++i) {
            if (free_[i] && wanted[i]) take(i, Kind::input, roles_.inputs++);
        }
    }

    /// What patterns mean is seen only with the names before it.
    void say_left_out() {
        std::vector<std::string> names, options;
        for (std::size_t i = header_.index_left_out; i < free_.size(); ++i) {
            if (roles_.columns[i].kind == Kind::left_out) names.push_back(header_.names[i]);
        }
        if (names.empty()) return;
        if (!source_.columns.empty()) options.push_back("columns");
        if (!source_.ignore.empty()) options.push_back("ignore");
        roles_.notes.push_back((names.size() == 1 ? "a column is left out by " : "columns are left out by ") +
                               join(options, " and ") + ": " + some_of(names));
    }

    /// Without names only the number of columns says which is which.
    void require_known_count() const {
        const std::size_t trained = source_.known->unnamed, inputs = source_.known->inputs.size();
        const std::size_t found = header_.names.size();
        const bool fits = found == trained || found == inputs || found + source_.targets.size() == trained;
        if (header_.has_names || trained == 0 || fits) return;
        fail(to_text(found) + " columns without names", to_text(trained) + ", as in the training data, or its " +
                                                            to_text(inputs) + (inputs == 1 ? " input" : " inputs"));
    }

    void take_known() {
        require_known_count();
        for (const std::string& pattern : source_.columns) meant_by(pattern, "columns");
        for (const Column& known : source_.known->inputs) {
            const std::size_t column = find(known.name);
            if (column == nowhere) {
                fail("no column " + quote(known.name), "an input of this name, as in the training data" +
                                                           did_you_mean(known.name, free_names()) + pattern_hint());
            }
            if (!free_[column]) {
                const bool ignored = roles_.columns[column].kind == Kind::left_out;
                fail("the column " + quote(known.name) + (ignored ? " left out" : " as something else"),
                     "an input, as in the training data");
            }
            take(column, Kind::input, roles_.inputs++, known.kind == ColumnKind::category);
        }
        require_known_once();
        say_surplus();
    }

    /// Which of two columns an input is nobody can tell, unless training data had both.
    void require_known_once() const {
        for (const Column& known : source_.known->inputs) {
            const std::size_t second = find(known.name + ".1");
            if (!stands_twice(known.name) || second == nowhere || !free_[second]) continue;
            fail("the column " + quote(known.name) + " twice",
                 "an input of this name once, as in the training data; ignore=" + header_.names[second] +
                     " leaves the second out");
        }
    }

    /// Columns that nothing is known of.
    void say_surplus() {
        if (!source_.columns.empty()) return;
        const std::vector<std::string> surplus = free_names();
        if (surplus.empty()) return;
        const bool one = surplus.size() == 1;
        roles_.notes.push_back((one ? "a column is left out that is no input of the model: "
                                    : "columns are left out that are no inputs of the model: ") +
                               some_of(surplus));
    }

    std::vector<std::string> free_names() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < free_.size(); ++i) {
            if (free_[i]) names.push_back(header_.names[i]);
        }
        return names;
    }

    [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
        throw InputError(file_, "line " + to_text(line_), found, expected);
    }

    const CsvHeader& header_;
    const DataSource& source_;
    const std::string& file_;
    std::size_t line_;
    LeftOut left_out_;
    CsvRoles roles_;
    std::vector<bool> free_;  // columns that have no role yet and may get one
};

}  // namespace

bool are_numbers(const std::vector<std::string>& class_names) {
    return std::ranges::all_of(class_names, [](const std::string& name) { return to_double(name).has_value(); });
}

CsvRoles assign_roles(const CsvHeader& header, const DataSource& source, const std::string& file, std::size_t line,
                      LeftOut left_out) {
    return Assignment(header, source, file, line, left_out).assign();
}

}  // namespace descent::data
