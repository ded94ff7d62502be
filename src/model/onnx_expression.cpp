#include "model/onnx_expression.h"

#include <descent/error.h>

#include "base/text.h"

namespace descent::model {
namespace {

/// expression = "z" | number | Operator "(" expression { "," expression } ")"
class Parser {
public:
    Parser(std::string_view text, const std::string& input, const std::string& output)
        : text_(text), input_(input), output_(output) {}

    OnnxExpression parse() {
        if (text_.find('(') == std::string_view::npos) return {{{std::string(text_), {input_}, output_}}, {}};
        const std::string last = expression();
        if (at_ != text_.size() || result_.calls.empty() || last != result_.calls.back().output) fail();
        result_.calls.back().output = output_;
        return std::move(result_);
    }

private:
    /// The name of the tensor that holds its value.
    std::string expression() {
        const std::string word = next_word();
        if (word == "z") return input_;
        if (const auto number = parse_number<float>(word)) return constant(*number);
        OnnxCall call{.operation = word, .inputs = {}, .output = {}};
        expect('(');
        do {
            call.inputs.push_back(expression());
        } while (accept(','));
        expect(')');
        call.output = output_ + "." + to_text(result_.calls.size());
        result_.calls.push_back(call);
        return call.output;
    }

    std::string constant(float number) {
        result_.constants.emplace_back(output_ + ".constant." + to_text(result_.constants.size()), number);
        return result_.constants.back().first;
    }

    std::string next_word() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        const std::size_t end = std::min(text_.find_first_of("(), ", at_), text_.size());
        if (end == at_) fail();
        const std::string word(text_.substr(at_, end - at_));
        at_ = end;
        return word;
    }

    bool accept(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    void expect(char c) {
        if (!accept(c)) fail();
    }

    [[noreturn]] void fail() const { throw Error("no expression of ONNX operators: " + quote(std::string(text_))); }

    std::string_view text_;
    const std::string& input_;
    const std::string& output_;
    std::size_t at_ = 0;
    OnnxExpression result_;
};

}  // namespace

OnnxExpression onnx_expression(std::string_view text, const std::string& input, const std::string& output) {
    return Parser(text, input, output).parse();
}

}  // namespace descent::model
