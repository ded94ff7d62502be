#include "house/code_text.h"

#include <algorithm>

namespace descent::house {
namespace {

/// Reads a text from its beginning: comments, strings, and what is between them.
class Scanner {
public:
    Scanner(const std::string& text, bool is_script) : text_(text), is_script_(is_script) {}

    CodeText read() {
        while (at_ < text_.size()) {
            if (is_script_ ? begins("#") : begins("//")) {
                at_ = end_of("\n", 1);
            } else if (!is_script_ && begins("/*")) {
                at_ = end_of("*/", 2) + 2;
            } else if (!is_script_ && begins("R\"(")) {
                take_string(end_of(")\"", 3) + 2);
            } else if (begins("'\"'")) {
                at_ += 3;
            } else if (begins("\"")) {
                take_string(end_of_string());
            } else {
                result_.code += text_[at_++];
            }
        }
        return std::move(result_);
    }

private:
    bool begins(const char* with) const { return text_.compare(at_, std::char_traits<char>::length(with), with) == 0; }

    std::size_t end_of(const char* mark, std::size_t after) const {
        return std::min(text_.find(mark, at_ + after), text_.size());
    }

    std::size_t end_of_string() const {
        std::size_t i = at_ + 1;
        while (i < text_.size() && text_[i] != '"' && text_[i] != '\n') i += text_[i] == '\\' ? 2 : 1;
        return i + 1;
    }

    void take_string(std::size_t end) {
        const std::string string = text_.substr(at_, end - at_);
        const bool is_sentence = string.find_first_of(" \\") != std::string::npos;
        result_.code += is_sentence ? "\"\"" : string;
        if (is_sentence) result_.sentences += string + '\n';
        at_ = end;
    }

    const std::string& text_;
    bool is_script_;
    std::size_t at_ = 0;
    CodeText result_;
};

}  // namespace

CodeText code_text(const SourceFile& file) {
    if (file.path.ends_with(".md")) return {.code = file.text, .sentences = ""};
    return Scanner(file.text, !is_cpp(file) && !file.path.ends_with(".inc")).read();
}

}  // namespace descent::house
