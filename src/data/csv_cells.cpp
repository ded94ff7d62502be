#include "data/csv_cells.h"

#include <descent/error.h>

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "data/number_text.h"
#include "data/targets.h"
#include "storage/read_pages.h"

namespace descent::data {
namespace {

using Kind = CsvRole::Kind;

class CellReader {
public:
    CellReader(const CsvBody& body, const CsvRoles& roles)
        : body_(body), roles_(roles.columns), scanner_(body.text, body.file, body.form), pages_(body.bytes) {
        const std::size_t most = most_records();
        cells_.inputs = Matrix(most, roles.inputs);
        cells_.targets.resize(roles.targets);
        cells_.lines.reserve(most);
        for (const CsvRole& role : roles_) {
            cells_.texts.emplace_back(role.kind == Kind::input ? most_categories + 1 : most_classes + 1);
            if (role.kind != Kind::left_out && role.kind != Kind::input) column_of(role).reserve(most);
        }
    }

    CsvCells read() {
        while (scanner_.next_record()) {
            pages_.up_to(scanner_.rest().data());
            if (scanner_.is_blank_record()) {
                ++cells_.blank_rows;
                while (scanner_.has_more()) scanner_.field();
            } else {
                read_record();
            }
        }
        cells_.blank_rows += scanner_.empty_lines();
        cells_.has_decimal_commas = comma_line_ != 0;
        cells_.inputs.resize(cells_.rows, cells_.inputs.columns());
        return std::move(cells_);
    }

private:
    /// A record takes a line, and a field a byte.
    std::size_t most_records() const {
        storage::ReadPages pages(body_.bytes);
        std::size_t lines = 1;
        for (std::string_view rest = body_.text; !rest.empty(); pages.up_to(rest.data())) {
            const std::string_view part = rest.substr(0, storage::ReadPages::part);
            lines += static_cast<std::size_t>(std::ranges::count(part, body_.form.line_end));
            rest.remove_prefix(part.size());
        }
        return std::min(lines, body_.text.size() / roles_.size() + 1);
    }

    std::vector<double>& column_of(const CsvRole& role) {
        if (role.kind == Kind::target) return cells_.targets[role.index];
        return role.kind == Kind::weight ? cells_.weights : cells_.groups;
    }

    void read_record() {
        if (cells_.rows == std::numeric_limits<std::uint32_t>::max()) fail("one pattern more", "at most 4294967295");
        double* inputs = cells_.inputs.row(cells_.rows);
        std::size_t column = 0;
        for (; scanner_.has_more() && column < roles_.size(); ++column) {
            const CsvRole& role = roles_[column];
            if (role.kind == Kind::left_out) {
                scanner_.field();
            } else if (role.kind == Kind::input) {
                inputs[role.index] = cell(column);
            } else {
                column_of(role).push_back(cell(column));
            }
        }
        if (column < roles_.size() || scanner_.has_more()) end_ragged(column);
        cells_.lines.push_back(static_cast<std::uint32_t>(scanner_.line()));
        ++cells_.rows;
    }

    double cell(std::size_t column) {
        const bool may_be_number = !roles_[column].is_text;
        double value = 0;
        if (may_be_number && !may_have_commas() && scanner_.number(value)) return value;
        const std::string_view text = trimmed(scanner_.field());
        const auto number = may_be_number ? number_of(text, column) : std::nullopt;
        return number ? *number : text_cell(cells_.texts[column].add(text, scanner_.line()));
    }

    bool may_have_commas() const { return body_.form.delimiter == ';'; }

    std::optional<double> number_of(std::string_view text, std::size_t column) {
        const auto value = to_double(text);
        if (!may_have_commas() || (value && text.find('.') == text.npos)) return value;
        const auto with_comma = value ? std::nullopt : from_decimal_comma(text);
        if (value || with_comma) note_mark(with_comma.has_value(), text, column);
        return value ? value : with_comma;
    }

    /// One file writes its fractions in one way: "1,234" among points may have meant a thousand.
    void note_mark(bool comma, std::string_view text, std::size_t column) {
        std::size_t& own_line = comma ? comma_line_ : point_line_;
        const std::size_t other_line = comma ? point_line_ : comma_line_;
        if (own_line == 0) own_line = scanner_.line();
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
        cells_.dropped_trailing |= trailing;
        if (trailing) return;
        fail(to_text(fields) + " fields",
             to_text(roles_.size()) +
                 (body_.header.has_names ? ", as in the row of column names" : ", as in the first row"));
    }

    [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
        throw InputError(body_.file, "line " + to_text(scanner_.line()), found, expected);
    }

    const CsvBody& body_;
    const std::vector<CsvRole>& roles_;
    CsvScanner scanner_;
    CsvCells cells_;
    storage::ReadPages pages_;
    std::size_t comma_line_ = 0;  // where the first decimal comma stands, and the first decimal point
    std::size_t point_line_ = 0;
};

}  // namespace

CsvCells read_cells(const CsvBody& body, const CsvRoles& roles) { return CellReader(body, roles).read(); }

}  // namespace descent::data
