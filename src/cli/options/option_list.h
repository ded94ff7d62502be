#pragma once
/// \file
/// The options of one subcommand: name, help, default and target of each in one place; help and parsing come from it.
///
///     options.group("Training");
///     options.whole("epochs", "N", epochs_, {1, 1000000}, "passes over the data");

#include <descent/error.h>

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/names.h"
#include "base/range.h"
#include "base/text.h"
#include "cli/options/file_use.h"

namespace descent::cli {

/// Which other options an option goes with. Nothing that was given is ignored: what breaks a rule is refused.
struct Rule {
    std::vector<std::string> needs = {};     ///< at least one of these must be given too
    std::vector<std::string> excludes = {};  ///< none of these may be given
    std::string why = {};                    ///< ends the message: "the problems of a suite bring their own"
};

/// One option or positional argument.
struct Option {
    enum class Kind {
        single,
        repeated,
        assignment,  ///< repeated, KEY=VALUE; each key once on the command line, and once in a file
        flag,
    };

    std::string name;        ///< without dashes; in capitals for a positional argument
    std::string value = {};  ///< what stands for its value in the help: "FILE"; empty for a flag
    std::string help = {};
    std::string default_text = {};  ///< shown in the help; empty: none
    Kind kind = Kind::single;
    std::function<void(const std::string&)> set = {};  ///< throws UsageError; called once a value
    std::vector<Rule> rules = {};
    FileUse file = {};  ///< where values name files

    bool repeats() const { return kind == Kind::repeated || kind == Kind::assignment; }
};

class OptionList {
public:
    /// The options that follow stand under this title, and these rules hold for each of them.
    void group(std::string title, std::vector<Rule> rules = {});

    /// The option as it stands in the list, until the next one is added.
    Option& add(Option option);
    Option& text(std::string name, std::string value, std::string& target, std::string help,
                 std::vector<Rule> rules = {});
    /// One of the names of an enumeration, which stand for "{}" in the help.
    template <class Enum, class Target>
    Option& choice(const std::string& name, Target& target, std::string help, const std::string& default_text,
                   const std::vector<Rule>& rules = {}) {
        const std::vector<std::string> names = names_of<Enum>();
        const std::size_t place = help.find("{}");
        if (place != std::string::npos) help.replace(place, 2, alternatives(names));
        return add({.name = name,
                    .value = place == std::string::npos ? join(names, "|") : "NAME",
                    .help = std::move(help),
                    .default_text = default_text,
                    .set = [name, &target](const std::string& given) { target = value_of<Enum>(given, name); },
                    .rules = rules});
    }
    /// May be given several times; each adds one.
    Option& texts(std::string name, std::string value, std::vector<std::string>& target, std::string help);
    void flag(std::string name, bool& target, std::string help, std::vector<Rule> rules = {});
    Option& whole(std::string name, std::string value, std::uint64_t& target, Range<std::uint64_t> range,
                  std::string help);
    void number(std::string name, std::string value, double& target, Range<double> range, std::string help,
                std::vector<Rule> rules = {});

    /// Arguments without a name, in this order; each may be left out unless `required`.
    void positional(std::string name, std::string& target, std::string help, bool required = false);
    /// All that follow those before: the last one.
    void positionals(std::string name, std::vector<std::string>& target, std::string help);

    /// An option of other commands that this one cannot have: `why` follows its name in the refusal.
    void refuse(std::string name, std::string why) { refused_[std::move(name)] = std::move(why); }
    const std::map<std::string, std::string>& refused() const { return refused_; }

    struct Group {
        std::string title;
        std::vector<Option> options;
        std::vector<Rule> rules;
    };
    const std::vector<Group>& groups() const { return groups_; }
    struct Positional {
        Option option;
        bool required = false;
    };
    const std::vector<Positional>& positionals() const { return positionals_; }

    /// Null when there is none of that name.
    const Option* find(const std::string& name) const;
    std::vector<std::string> names() const;

    /// Which options the command line or its file gave: told by `parse`.
    void mark_given(const std::string& name) { given_.insert(name); }
    bool given(const std::string& name) const { return given_.contains(name); }
    /// Values in their order, each with its place in a file, "run.ini: line 3: ", or none: told by `parse`.
    void mark_place(const std::string& name, std::string value, std::string place) {
        places_[name].push_back({std::move(value), std::move(place)});
    }
    /// What was given, in the order in which it was.
    std::map<std::string, std::vector<std::string>> values() const;
    /// The place of "--hidden", or of "--set momentum"; empty where it is in no file, or in several lines.
    std::string place_of(const std::string& typed) const;
    /// Throws UsageError for the first option given that breaks one of its rules.
    void check_rules() const;

private:
    void check_rule(const std::string& name, const Rule& rule) const;

    std::vector<Group> groups_;
    std::vector<Positional> positionals_;
    std::set<std::string> given_;
    struct Placed {
        std::string value, place;
    };
    std::map<std::string, std::vector<Placed>> places_;
    std::map<std::string, std::string> refused_;
};

using descent::parse_named;

}  // namespace descent::cli
