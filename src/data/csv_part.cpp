#include "data/csv_part.h"

#include <descent/error.h>

#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "data/number_text.h"
#include "data/targets.h"

namespace descent::data {
namespace {

using Kind = CsvRole::Kind;

constexpr std::size_t digits_told_apart = 15;

/// Whether the whole number that the digits spell is the value itself.
bool is_exact(std::string_view digits, double value) {
    digits.remove_prefix(std::min(digits.size(), digits.find_first_not_of("+-0")));
    std::array<char, 400> text;
    const char* end =
        std::to_chars(text.data(), text.data() + text.size(), std::fabs(value), std::chars_format::fixed).ptr;
    return digits == std::string_view(text.data(), end);
}

class PartReader {
public:
    PartReader(const CsvBody& body, const CsvRoles& roles, const CsvChunk& chunk, const PartPlace& place)
        : body_(body),
          roles_(roles.columns),
          place_(place),
          padded_(roles_.size()),
          scanner_(chunk.text, body.file, {body.form.delimiter, body.form.line_end, chunk.first_line}) {
        for (const CsvRole& role : roles_) {
            ColumnTexts& texts = part_.texts.emplace_back(place.pages == nullptr ? SIZE_MAX : most_texts(role));
            if (place.known_texts != nullptr) texts.begin_with((*place.known_texts)[part_.texts.size() - 1]);
        }
    }

    CsvPart read() {
        std::size_t end_line = scanner_.rest_line();
        for (; scanner_.next_record(); end_line = scanner_.rest_line()) {
            if (place_.pages != nullptr) place_.pages->up_to(scanner_.rest().data());
            if (scanner_.is_blank_record()) {
                ++part_.blank_rows;
                part_.left_out.push_back(static_cast<std::uint32_t>(part_.rows));
                while (scanner_.has_more()) scanner_.field();
            } else {
                read_record();
            }
        }
        part_.blank_rows += scanner_.empty_lines();
        part_.blank_rows_at_end = scanner_.rest_line() - end_line;
        for (std::size_t column = 0; column < padded_.size(); ++column) {
            if (padded_[column] != 0) part_.padded.insert(column);
        }
        return std::move(part_);
    }

private:
    void read_record() {
        if (part_.rows == most_patterns) fail("one pattern more", "at most " + to_text(most_patterns));
        double* const inputs = place_.inputs.row(place_.first_row + part_.rows);
        double* const others = place_.others.row(place_.first_row + part_.rows);
        std::size_t column = 0;
        for (; scanner_.has_more() && column < roles_.size(); ++column) {
            const CsvRole& role = roles_[column];
            if (role.kind == Kind::left_out) {
                scanner_.field();
            } else {
                (role.kind == Kind::input ? inputs : others)[role.index] = cell(column);
            }
        }
        if (column < roles_.size() || scanner_.has_more()) end_ragged(column);
        add_line(part_.lines, part_.rows, scanner_.line());
        ++part_.rows;
    }

    double cell(std::size_t column) {
        const bool may_be_number = !roles_[column].is_text && !scanner_.begins_text();
        double value = 0;
        const std::string_view plain = may_be_number ? scanner_.number(value) : std::string_view();
        if (!plain.empty()) {
            if (may_have_commas() && plain.find('.') != plain.npos) note_mark(false, plain, column);
            if (plain.size() > digits_told_apart) note_rounding(plain, value, column);
            note_padding(plain, column);
            return value;
        }
        const std::string_view text = trimmed(scanner_.field());
        const auto number = may_be_number ? number_of(text, column) : std::nullopt;
        return number ? *number : text_cell(part_.texts[column].add(text, scanner_.line()));
    }

    /// Without a branch: whether a number begins with 0 nobody can predict.
    void note_padding(std::string_view number, std::size_t column) {
        const bool more = number.size() > 1;
        const auto second = static_cast<unsigned char>(number[more] - '0');
        padded_[column] |= static_cast<std::uint8_t>(more & (number[0] == '0') & (second < 10));
    }

    void note_rounding(std::string_view digits, double value, std::size_t column) {
        if (std::abs(value) < most_exact) return;
        const bool whole = digits.find_first_not_of("+-0123456789") == digits.npos;
        if (whole && !is_exact(digits, value)) part_.rounded.insert(column);
    }

    bool may_have_commas() const { return body_.form.delimiter != ','; }

    std::optional<double> number_of(std::string_view text, std::size_t column) {
        const auto value = to_double(text);
        if (value) note_padding(text, column);
        if (!may_have_commas() || (value && text.find('.') == text.npos)) return value;
        const auto with_comma = value ? std::nullopt : from_decimal_comma(text);
        if (value || with_comma) note_mark(with_comma.has_value(), text, column);
        return value ? value : with_comma;
    }

    /// One file writes its fractions in one way: "1,234" among points may have meant a thousand.
    void note_mark(bool comma, std::string_view text, std::size_t column) {
        if (comma) {
            if (!part_.commas.exist()) part_.commas = {scanner_.line(), column, std::string(text)};
            part_.commas.sure |= !may_mean_thousands(text);
        } else if (part_.point_line == 0) {
            part_.point_line = scanner_.line();
        }
        const std::size_t other_line = comma ? part_.point_line : part_.commas.line;
        if (other_line == 0) return;
        throw InputError(
            body_.file, "line " + to_text(scanner_.line()) + ", column " + quote(body_.header.names[column]),
            quote(text),
            std::string("a decimal ") + (comma ? "point" : "comma") + ", as on line " + to_text(other_line));
    }

    /// Only an empty field may stand behind the last column.
    void end_ragged(std::size_t fields) {
        bool trailing = fields == roles_.size();
        while (scanner_.has_more()) {
            trailing &= trimmed(scanner_.field()).empty();
            ++fields;
        }
        trailing &= fields == roles_.size() + 1;
        part_.dropped_trailing |= trailing;
        if (trailing) return;
        fail(to_text(fields) + (fields == 1 ? " field" : " fields"),
             to_text(roles_.size()) + (body_.header.has_names && !body_.header.row_names
                                           ? ", as in the row of column names"
                                           : ", as in the first row"));
    }

    [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
        throw InputError(body_.file, "line " + to_text(scanner_.line()), found, expected);
    }

    const CsvBody& body_;
    const std::vector<CsvRole>& roles_;
    const PartPlace& place_;
    std::vector<std::uint8_t> padded_;  // by column: 1 where a number begins with zeros
    CsvScanner scanner_;
    CsvPart part_;
};

}  // namespace

CsvPart read_part(const CsvBody& body, const CsvRoles& roles, const CsvChunk& chunk, const PartPlace& place) {
    return PartReader(body, roles, chunk, place).read();
}

}  // namespace descent::data
