#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/text.h"
#include "contest/suites/scikit_table.h"
#include "data/gzip.h"
#include "storage/append_log.h"
#include "storage/whole_files.h"

namespace descent::contest {
namespace {

constexpr std::uint32_t most_classes = 1000;

std::vector<std::string_view> fields_of(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::vector<std::string_view> fields;
    for (std::size_t comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
        fields.push_back(line.substr(0, comma));
        line.remove_prefix(comma + 1);
    }
    fields.push_back(line);
    return fields;
}

struct TableReader {
    std::string path;
    std::size_t columns = 0;  // of inputs
    std::vector<float> inputs = {};
    std::vector<std::uint32_t> labels = {};
    std::vector<std::string> class_names = {};

    void read_line(std::string_view line, std::size_t number) {
        const std::vector<std::string_view> fields = fields_of(line);
        const std::string place = "line " + to_text(number);
        if (number == 1 && read_header(fields)) return;
        if (columns == 0) columns = fields.size() - 1;
        if (columns == 0 || fields.size() != columns + 1) {
            throw InputError(path, place, to_text(fields.size()) + " columns", to_text(columns + 1));
        }
        for (std::size_t c = 0; c < columns; ++c) {
            const auto value = parse_number<float>(fields[c]);
            if (!value || !std::isfinite(*value)) throw InputError(path, place, quote(fields[c]), "a number");
            inputs.push_back(*value);
        }
        const auto label = parse_number<double>(fields[columns]);
        if (!label || !(*label >= 0 && *label < most_classes) || *label != std::floor(*label)) {
            throw InputError(path, place, quote(fields[columns]), "the number of a class");
        }
        labels.push_back(static_cast<std::uint32_t>(*label));
    }

    /// "150,4,setosa,versicolor,virginica"
    bool read_header(const std::vector<std::string_view>& fields) {
        const bool has_names = fields.size() > 3 && !parse_number<double>(fields[2]);
        const auto count = parse_number<std::size_t>(fields.size() > 1 ? fields[1] : "");
        if (!has_names || !count || *count > most_classes * 100) return false;
        columns = *count;
        class_names.assign(fields.begin() + 2, fields.end());
        return true;
    }

    void name_classes() {
        const std::uint32_t largest = labels.empty() ? 0 : *std::ranges::max_element(labels);
        for (std::size_t c = class_names.size(); c <= largest; ++c) class_names.push_back(to_text(c));
    }
};

}  // namespace

Dataset parse_scikit_table(const storage::FileBytes& file, const std::string& name) {
    TableReader reader{.path = file.path};
    std::size_t number = 0;
    for (const std::string_view line : storage::whole_lines(storage::as_text(file.bytes)))
        reader.read_line(line, ++number);
    if (reader.labels.empty()) throw InputError(file.path, "", "no pattern", "one a line");
    reader.name_classes();
    const auto values = std::make_shared<const std::vector<float>>(std::move(reader.inputs));
    Dataset::Inputs inputs{.owner = values,
                           .bytes = reinterpret_cast<const std::byte*>(values->data()),
                           .type = ElementType::f32,
                           .patterns = reader.labels.size(),
                           .columns = reader.columns};
    return Dataset(name, std::move(inputs),
                   {.labels = std::move(reader.labels), .class_names = std::move(reader.class_names), .values = {}});
}

Dataset read_scikit_table(const std::string& path, const std::string& name) {
    const storage::FileBytes file = storage::map_file(path);
    return parse_scikit_table(path.ends_with(".gz") ? data::gunzip_text(file) : file, name);
}

}  // namespace descent::contest
