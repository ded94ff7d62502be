#pragma once
/// \file
/// The options of one subcommand: name, help, default and target of each in one place; help and parsing come from it.
///
///     options.group("Training");
///     options.whole("epochs", "N", epochs_, {1, 1000000}, "passes over the data");

#include <descent/error.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace descent::cli {

template <class Number>
struct Range {
    Number lowest;
    Number highest;
};

/// One option or positional argument.
struct Option {
    enum class Kind { single, repeated, flag };

    std::string name;        ///< without dashes; in capitals for a positional argument
    std::string value = {};  ///< what stands for its value in the help: "FILE"; empty for a flag
    std::string help = {};
    std::string default_text = {};  ///< shown in the help; empty: none
    Kind kind = Kind::single;
    std::function<void(const std::string&)> set = {};  ///< throws UsageError; called once a value
};

class OptionList {
public:
    /// The options that follow stand under this title.
    void group(std::string title);

    void add(Option option);
    void text(std::string name, std::string value, std::string& target, std::string help);
    /// May be given several times; each adds one.
    void texts(std::string name, std::string value, std::vector<std::string>& target, std::string help);
    void flag(std::string name, bool& target, std::string help);
    void whole(std::string name, std::string value, std::uint64_t& target, Range<std::uint64_t> range,
               std::string help);
    void number(std::string name, std::string value, double& target, Range<double> range, std::string help);

    /// Arguments without a name, in this order; each may be left out unless `required`.
    void positional(std::string name, std::string& target, std::string help, bool required = false);

    struct Group {
        std::string title;
        std::vector<Option> options;
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

private:
    std::vector<Group> groups_;
    std::vector<Positional> positionals_;
};

/// The whole number, or real number, that `text` spells. Throws UsageError that names the option and the range.
std::uint64_t parse_whole(const std::string& option, const std::string& text, Range<std::uint64_t> range);
double parse_real(const std::string& option, const std::string& text, Range<double> range);

/// "a,b,c" in its parts; no parts in an empty text.
std::vector<std::string> split_list(const std::string& text);

/// What `parse(text)` returns; a UsageError of it names `option` instead of the library's own word.
template <class Parse>
auto parse_named(const std::string& option, const std::string& text, const Parse& parse) {
    try {
        return parse(text);
    } catch (const UsageError& error) {
        const std::string line = error.what();
        throw UsageError(option, line.substr(std::min(line.size(), error.option().size() + 2)));
    }
}

inline constexpr std::uint64_t largest_count = std::numeric_limits<std::int64_t>::max();
inline constexpr double largest_number = std::numeric_limits<double>::max();

}  // namespace descent::cli
