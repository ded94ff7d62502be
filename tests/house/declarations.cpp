#include "house/declarations.h"

#include <optional>
#include <regex>

#include "house/code_text.h"

namespace descent::house {
namespace {

std::string without(std::string text, const std::regex& pattern) {
    for (std::string shorter; (shorter = std::regex_replace(text, pattern, "")) != text;) text = shorter;
    return text;
}

/// Comments, texts, characters and lines of the preprocessor may hold braces and names.
std::string bare_code(const SourceFile& file) {
    static const std::regex literal(R"("[^"\n]*"|'(\\[^\n]+?|[^\\\n])')"),
        directive(R"((^|\n)\s*#([^\n]*\\\n)*[^\n]*)");
    return std::regex_replace(std::regex_replace(code_text(file).code, literal, ""), directive, "\n");
}

/// What it declares; nothing for a member or an operator.
std::optional<Declaration> declaration_of(const std::string& scope, bool unnamed, const std::string& head) {
    static const std::regex space(R"(\s+)"), angles(R"(template ?<[^<>]*>|<[^<>]*>|\[\[[^\]]*\]\])"),
        type(R"(^(?:enum class|struct|class|union|enum) (\w+))"),
        alias(R"(^(?:using|namespace) (?:[\w:]*::)?(\w+)( =|$))"),
        value(R"(^[^(=\[{:]*(?:::[^(=\[{:]+)*?[ &*](\w+) ?(?:[(=\[{]|$))"),
        local(R"(^(static|constexpr|const|using|namespace) )");
    std::string text = std::regex_replace(without(head, angles), space, " ");
    text.erase(0, text.find_first_not_of(' '));
    std::smatch found;
    if (!std::regex_search(text, found, type) && !std::regex_search(text, found, alias) &&
        !std::regex_search(text, found, value)) {
        return std::nullopt;
    }
    return Declaration{scope, found[1], text, unnamed || std::regex_search(text, local)};
}

/// Reads code from its beginning and knows in which namespaces it is.
class Reader {
public:
    std::vector<Declaration> read(const std::string& code) {
        for (const char c : code) take(c);
        return std::move(found_);
    }

private:
    void take(char c) {
        if (depth_ > 0) {
            depth_ += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth_ == 0 && !is_value()) end();
        } else if (c == '{') {
            open();
        } else if (c == '}') {
            if (!names_.empty()) names_.pop_back();
            head_.clear();
        } else if (c == ';') {
            end();
        } else {
            head_ += c;
        }
    }

    void open() {
        static const std::regex pattern(R"(^\s*(?:inline )?namespace\s*([\w:]*)\s*$|^\s*extern\s*$)");
        std::smatch found;
        if (!std::regex_search(head_, found, pattern)) {
            ++depth_;
            return;
        }
        names_.push_back(found[1]);
        head_.clear();
    }

    /// `limit = std::size_t{1} << 30` goes on behind its braces, a function does not.
    bool is_value() const {
        static const std::regex nested(R"(<[^<>]*>|\([^()]*\))");
        return without(head_, nested).find('=') != std::string::npos;
    }

    void end() {
        std::string scope;
        bool unnamed = false;
        for (const std::string& name : names_) {
            unnamed = unnamed || name.empty();
            if (!name.empty()) scope += (scope.empty() ? "" : "::") + name;
        }
        if (auto declaration = declaration_of(scope, unnamed, head_)) found_.push_back(std::move(*declaration));
        head_.clear();
    }

    std::vector<std::string> names_;  ///< of the namespaces around
    std::string head_;                ///< of the declaration, without what is in braces
    int depth_ = 0;                   ///< of braces in it
    std::vector<Declaration> found_;
};

}  // namespace

std::vector<Declaration> declarations_of(const SourceFile& file) { return Reader().read(bare_code(file)); }

}  // namespace descent::house
