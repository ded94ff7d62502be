#include "data/libsvm.h"

#include <descent/error.h>

#include <limits>

#include "base/text.h"
#include "data/constant_columns.h"
#include "data/lines.h"
#include "data/number_text.h"
#include "data/targets.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

struct Feature {
    std::uint32_t index = 0;
    double value = 0;
};

/// What the lines hold: the entries of pattern p are [ends[p - 1], ends[p]).
struct SparseText {
    std::vector<double> labels;
    std::vector<Feature> entries;
    std::vector<std::size_t> ends;
    Lines lines;  ///< of the patterns
    std::uint32_t largest = 0;
    std::size_t line_of_largest = 0;
    bool has_zero = false;
    bool has_query = false;
};

class LibsvmParser {
public:
    LibsvmParser(const storage::FileBytes& file, bool labels_wanted)
        : file_(file), rest_(without_byte_order_mark(storage::as_text(file.bytes))), labels_wanted_(labels_wanted) {}

    SparseText parse() {
        while (!rest_.empty()) {
            std::string_view line = rest_.substr(0, rest_.find('\n'));
            rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
            ++line_;
            line = line.substr(0, line.find('#'));
            if (line.ends_with('\r')) line.remove_suffix(1);
            add(line);
        }
        if (result_.ends.empty()) throw InputError(file_.path, "", "0 patterns", "lines of LABEL INDEX:NUMBER ...");
        return std::move(result_);
    }

private:
    static std::string_view next_word(std::string_view& line) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const std::string_view word = line.substr(0, line.find_first_of(" \t"));
        line.remove_prefix(word.size());
        return word;
    }

    [[noreturn]] void fail(std::string_view found, const std::string& expected) const {
        throw InputError(file_.path, "line " + to_text(line_), quote(found), expected);
    }

    void add(std::string_view line) {
        std::string_view word = next_word(line);
        if (word.empty()) return;  // blank, or a comment alone
        if (result_.ends.size() == std::numeric_limits<std::uint32_t>::max()) fail(word, "at most 4294967295 patterns");
        add_line(result_.lines, result_.ends.size(), line_);
        if (labels_wanted_) result_.labels.push_back(label(word));
        std::int64_t last = -1;
        while (!(word = next_word(line)).empty()) {
            if (word.starts_with("qid:")) {
                result_.has_query = true;
                continue;
            }
            const Feature entry = feature_of(word);
            if (entry.index <= last) fail(word, "indices that ascend");
            last = entry.index;
            result_.has_zero |= entry.index == 0;
            note_largest(entry.index);
            result_.entries.push_back(entry);
        }
        result_.ends.push_back(result_.entries.size());
    }

    void note_largest(std::uint32_t index) {
        if (index <= result_.largest) return;
        result_.largest = index;
        result_.line_of_largest = line_;
    }

    double label(std::string_view word) const {
        if (word.find(',') != word.npos) fail(word, "one label (several a pattern are not read)");
        if (word.starts_with('+')) word.remove_prefix(1);
        const auto number = parse_number<double>(word);
        constexpr double largest = std::numeric_limits<float>::max();
        if (!number || !(*number >= -largest && *number <= largest)) fail(word, "a label: a finite number");
        return *number;
    }

    Feature feature_of(std::string_view word) const {
        const std::size_t colon = std::min(word.find(':'), word.size());
        const auto index = parse_number<std::uint32_t>(word.substr(0, colon));
        const auto value = colon < word.size() ? to_double(word.substr(colon + 1)) : std::nullopt;
        if (!index || !value) fail(word, "INDEX:NUMBER, a finite number within float32");
        return {*index, *value};
    }

    const storage::FileBytes& file_;
    std::string_view rest_;
    bool labels_wanted_;
    std::size_t line_ = 0;
    SparseText result_;
};

/// The index of the first column, and how many there are.
struct IndexRange {
    std::uint32_t first = 1;
    std::size_t count = 0;
};

IndexRange columns_of(const SparseText& text, const DataSource& source, const std::string& file) {
    const auto known = source.known ? input_names(*source.known) : std::vector<std::string>();
    IndexRange columns{text.has_zero ? 0u : 1u, 0};
    if (known.empty()) {
        columns.count = std::size_t{text.largest} + 1 - columns.first;
        if (columns.count == 0) throw InputError(file, "", "no index", "at least one input");
        return columns;
    }
    columns = {known.front() == "0" ? 0u : 1u, known.size()};
    const std::size_t last = columns.first + columns.count - 1;
    const std::string expected = to_text(columns.first) + " to " + to_text(last) + ", the known inputs";
    if (text.largest > last) {
        throw InputError(file, "line " + to_text(text.line_of_largest), "index " + to_text(text.largest), expected);
    }
    if (text.has_zero && columns.first == 1) throw InputError(file, "", "index 0", expected);
    return columns;
}

Dataset::Inputs dense(const SparseText& text, IndexRange columns, const std::string& file, std::uint64_t most_bytes) {
    const std::size_t patterns = text.ends.size();
    if (columns.count > most_bytes / sizeof(double) / patterns) {
        throw InputError(file, "", to_text(patterns) + " patterns of " + to_text(columns.count) + " inputs",
                         "a dense matrix of at most " + to_text(most_bytes) + " bytes");
    }
    const auto memory = std::make_shared<std::vector<double>>(patterns * columns.count);
    std::size_t entry = 0;
    for (std::size_t p = 0; p < patterns; ++p) {
        double* row = memory->data() + p * columns.count;
        for (; entry < text.ends[p]; ++entry)
            row[text.entries[entry].index - columns.first] = text.entries[entry].value;
    }
    const auto* bytes = reinterpret_cast<const std::byte*>(memory->data());
    return {memory, bytes, ElementType::f64, patterns, columns.count};
}

Dataset::Targets targets_of(const SparseText& text, const DataSource& source, const std::string& file) {
    if (text.labels.empty()) return {};
    return to_targets({.type = ElementType::f64,
                       .shape = {text.labels.size()},
                       .elements = {nullptr, std::as_bytes(std::span(text.labels)), file},
                       .lines = text.lines},
                      source.class_names, source.task);
}

}  // namespace

Dataset parse_libsvm(const storage::FileBytes& file, const DataSource& source, std::uint64_t most_bytes) {
    const SparseText text = LibsvmParser(file, !source.targets_optional).parse();
    const IndexRange columns = columns_of(text, source, file.path);
    Dataset::Inputs inputs = dense(text, columns, file.path, most_bytes);
    Dataset::Targets targets = targets_of(text, source, file.path);
    std::vector<std::string> names, notes;
    for (std::size_t i = 0; i < columns.count; ++i) names.push_back(to_text(columns.first + i));
    if (columns.first == 0) notes.push_back("indices start at 0");
    if (text.has_query) notes.push_back("qid is ignored");
    if (!text.labels.empty() && source.class_names.empty() && source.task != Task::regression) {
        notes.push_back(target_note(targets, source.task == Task::automatic && can_be_classes(targets)));
    }
    const std::string constant = source.known ? "" : constant_inputs_note(inputs, names);
    if (!constant.empty()) notes.push_back(constant);
    return Dataset(file.path, std::move(inputs), std::move(targets),
                   {.columns = number_columns(names), .notes = std::move(notes), .lines = text.lines});
}

}  // namespace descent::data
