#include "cli/options/parse.h"

#include <descent/error.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "base/text.h"
#include "cli/options/check_files.h"
#include "cli/options/config_file.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

namespace po = boost::program_options;

const std::string config_name = "config";
const std::string help_name = "help";
const std::string arguments_name = "ARGUMENTS";  // in capitals, so that no option is called so

[[noreturn]] void fail_unknown(const std::string& name, const OptionList& options, const std::string& source) {
    const auto refused = options.refused().find(name);
    if (refused != options.refused().end()) throw UsageError(source + "--" + name, refused->second);
    const auto known = options.names();
    const auto near = nearest(name, known);
    const std::string hint = near ? "; did you mean --" + *near + "?" : "; see --help";
    throw UsageError(source + "--" + name, "is not known" + hint);
}

po::options_description describe(const OptionList& options) {
    po::options_description description;
    for (const auto& group : options.groups()) {
        for (const Option& option : group.options) {
            if (option.kind == Option::Kind::flag) {
                description.add_options()(option.name.c_str(), "");
            } else {
                description.add_options()(option.name.c_str(), po::value<std::string>(), "");
            }
        }
    }
    description.add_options()(arguments_name.c_str(), po::value<std::vector<std::string>>(), "");
    return description;
}

/// One of two values of a key would be ignored.
void refuse_second(const std::string& typed, const std::vector<std::string>& there,
                   const std::vector<std::string>& given) {
    const auto key = [](const std::string& assignment) { return assignment.substr(0, assignment.find('=')); };
    for (const std::string& one : given) {
        if (std::ranges::find(there, key(one), key) == there.end()) continue;
        throw UsageError(typed + " " + printable(key(one)), "is given twice");
    }
}

void add(OptionValues& values, const OptionList& options, const std::string& name,
         const std::vector<std::string>& given, const std::string& source) {
    const Option& option = *options.find(name);
    if (!option.repeats() && values.contains(name)) throw UsageError(source + "--" + name, "is given twice");
    // An unset variable of a script; without the option the command would do something else.
    if (std::ranges::find(given, "") != given.end()) {
        throw UsageError(source + "--" + name, "is empty" + (option.value.empty() ? "" : ", expected " + option.value));
    }
    auto& list = values[name];
    if (option.kind == Option::Kind::assignment) refuse_second(source + "--" + name, list, given);
    if (option.kind == Option::Kind::flag) {
        list.emplace_back(given.empty() ? "true" : given.front());
    } else {
        list.insert(list.end(), given.begin(), given.end());
    }
}

void set_positionals(const OptionList& options, const std::vector<std::string>& given) {
    const auto& expected = options.positionals();
    const bool open = !expected.empty() && expected.back().option.kind == Option::Kind::repeated;
    if (!open && given.size() > expected.size()) {
        throw UsageError(quote(given[expected.size()]), "is one argument too many; see --help");
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        const Option& option = expected[std::min(i, expected.size() - 1)].option;
        if (given[i].empty()) throw UsageError(option.name, "is empty");
        option.set(given[i]);
    }
    for (std::size_t i = given.size(); i < expected.size(); ++i) {
        if (!expected[i].required) continue;
        throw UsageError(expected[i].option.name, "is missing: " + expected[i].option.help);
    }
}

[[noreturn]] void fail_syntax(const po::error& error, const OptionList& options) {
    if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
        std::string name = unknown->get_option_name();
        name.erase(0, name.find_first_not_of('-'));
        fail_unknown(name, options, "");
    }
    if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error)) {
        const bool extra = syntax->kind() == po::invalid_syntax::extra_parameter;
        throw UsageError(syntax->get_option_name(), extra ? "takes no value" : "needs a value");
    }
    throw UsageError("command line", error.what());
}

OptionValues parse_command_line(const OptionList& options, const std::vector<std::string>& arguments) {
    const auto description = describe(options);
    po::positional_options_description positional;
    positional.add(arguments_name.c_str(), -1);
    OptionValues values;
    std::vector<std::string> unnamed;
    try {
        using namespace po::command_line_style;
        const auto parsed = po::command_line_parser(arguments)
                                .options(description)
                                .positional(positional)
                                .style(allow_long | long_allow_adjacent | long_allow_next)
                                .run();
        for (const auto& option : parsed.options) {
            if (option.string_key == arguments_name) {
                unnamed.insert(unnamed.end(), option.value.begin(), option.value.end());
            } else {
                add(values, options, option.string_key, option.value, "");
            }
        }
    } catch (const po::error& error) {
        fail_syntax(error, options);
    }
    set_positionals(options, unnamed);
    return values;
}

/// A flag in a file has a value.
bool is_on(const std::string& source, const std::string& name, const std::string& text) {
    if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
    if (text == "false" || text == "no" || text == "off" || text == "0") return false;
    throw UsageError(source + "--" + name, "found " + quote(text) + ", expected true or false");
}

storage::FileBytes read_config(const std::string& path) {
    try {
        return storage::map_file(path);
    } catch (const InputError& error) {
        throw UsageError("--" + config_name, error.what());
    }
}

/// Adds what the file of `--config` says. Returns the places there of the first values of each name.
OptionValues add_config(OptionValues& values, const OptionList& options) {
    OptionValues places;
    const auto config = values.find(config_name);
    if (config == values.end()) return places;
    for (auto& [name, given] : parse_config(options, read_config(config->second.front()), places)) {
        auto& list = values[name];
        if (!options.find(name)->repeats() && !list.empty()) {
            places.erase(name);
            continue;
        }
        // The command line comes last, so that its `--set` of a key wins over the file's.
        list.insert(list.begin(), given.begin(), given.end());
    }
    return places;
}

/// What is wrong with a value of a file is said with its line.
void set(OptionList& options, const Option& option, const std::vector<std::string>& given,
         const std::vector<std::string>& places) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        options.mark_place(option.name, given[i], i < places.size() ? places[i] : "");
        try {
            option.set(given[i]);
        } catch (const UsageError& error) {
            if (i >= places.size()) throw;
            throw UsageError(places[i] + "--" + option.name, error.problem());
        }
    }
}

}  // namespace

OptionValues parse_config(const OptionList& options, const storage::FileBytes& file, OptionValues& places) {
    OptionValues values;
    for (const ConfigLine& line : config_lines(file)) {
        const std::string source = place_of(file, line);
        const Option* known = options.find(line.name);
        if (line.name == config_name || line.name == help_name) {
            throw UsageError(source + "--" + line.name, "belongs to the command line");
        }
        if (known == nullptr) fail_unknown(line.name, options, source);
        if (known->kind == Option::Kind::flag && !is_on(source, line.name, line.value)) continue;
        add(values, options, line.name, {line.value}, source);
        places[line.name].push_back(source);
    }
    return values;
}

void parse(OptionList& options, const std::vector<std::string>& arguments) {
    OptionValues values = parse_command_line(options, arguments);
    const OptionValues places = add_config(values, options);
    for (const std::string& name : options.names()) {
        const auto found = values.find(name);
        if (found == values.end()) continue;
        options.mark_given(name);
        const auto in_file = places.find(name);
        set(options, *options.find(name), found->second,
            in_file == places.end() ? std::vector<std::string>{} : in_file->second);
    }
    options.check_rules();
    check_files(options, values);
}

}  // namespace descent::cli
