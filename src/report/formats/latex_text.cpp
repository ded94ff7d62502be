#include "report/formats/latex_text.h"

#include <map>

#include "base/text.h"

namespace descent::report {

std::string latex_text(const std::string& text) {
    static const std::map<char, std::string> special = {
        {'\\', "\\textbackslash{}"},
        {'{', "\\{"},
        {'}', "\\}"},
        {'$', "\\$"},
        {'&', "\\&"},
        {'#', "\\#"},
        {'%', "\\%"},
        {'_', "\\_"},
        {'^', "\\textasciicircum{}"},
        {'~', "\\textasciitilde{}"},
    };
    std::string result;
    for (const char c : printable(text, std::string::npos)) {
        const auto found = special.find(c);
        result += found == special.end() ? std::string(1, c) : found->second;
    }
    return result;
}

}  // namespace descent::report
