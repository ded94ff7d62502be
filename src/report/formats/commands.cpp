#include "report/formats/commands.h"

#include "base/text.h"

namespace descent::report {
namespace {

/// An argument as a shell reads it back.
std::string shell_word(const std::string& word) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:@%+";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace

std::string commands_of(const study::StudyFiles& files, const std::string& folder, const std::string& path) {
    std::vector<std::string> words;
    for (const std::string& word : files.head.command) words.push_back(shell_word(word));
    return join(words, " ") + "\n# the same figures from the logs of a finished study:\ndescent compare --out " +
           shell_word(folder) + " --report-only --report " + shell_word(path);
}

}  // namespace descent::report
