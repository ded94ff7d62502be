#include "data/text_labels.h"

#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/text.h"
#include "data/encoding.h"
#include "data/marks.h"
#include "data/number_text.h"
#include "data/targets.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

class TextLabels {
public:
    explicit TextLabels(const Array& array) : array_(array), texts_(array.shape[0]) {}

    Dataset::Targets known(const std::vector<std::string>& names) const {
        std::unordered_map<std::string, std::uint32_t> numbers;
        for (const std::string& name : names) numbers.emplace(name, static_cast<std::uint32_t>(numbers.size()));
        Dataset::Targets targets{.labels = {}, .class_names = names, .values = {}, .columns = 0};
        for (std::size_t p = 0; p < texts_; ++p) {
            const std::string text = text_at(p);
            const auto found = numbers.find(text);
            if (found == numbers.end()) {
                fail(p, quote(text), "one of the known classes " + printable(join(names)) + did_you_mean(text, names));
            }
            targets.labels.push_back(found->second);
        }
        return targets;
    }

    Dataset::Targets found(Task task) const {
        Dataset::Targets targets;
        std::unordered_map<std::string, std::uint32_t> numbers;
        for (std::size_t p = 0; p < texts_; ++p) {
            const auto [place, is_new] = numbers.emplace(text_at(p), static_cast<std::uint32_t>(numbers.size()));
            if (is_new) targets.class_names.push_back(place->first);
            if (numbers.size() > most_classes) {
                fail(p, "more than " + to_text(most_classes) + " different texts", "classes");
            }
            targets.labels.push_back(place->second);
        }
        if (task == Task::automatic) require_classes(targets.class_names);
        sort(targets);
        return targets;
    }

private:
    [[noreturn]] void fail(std::size_t p, const std::string& found, const std::string& expected) const {
        throw InputError(array_.elements.path, "element [" + to_text(p) + "]", found, expected);
    }

    std::string text_at(std::size_t p) const {
        std::string text = array_.text->wide ? wide_at(p) : bytes_at(p);
        const std::string_view name = trimmed(text);
        if (is_missing_mark(name)) fail(p, name.empty() ? "an empty text" : quote(name), "the name of a class");
        return std::string(name);
    }

    std::string bytes_at(std::size_t p) const {
        const std::size_t size = array_.text->bytes();
        const std::string_view all = storage::as_text(array_.elements.bytes.subspan(p * size, size));
        std::string text(all.substr(0, all.find_last_not_of('\0') + 1));
        if (!is_utf8(text)) fail(p, "bytes " + quote(text), "UTF-8; save array.astype(str) or decode it before");
        return text;
    }

    std::string wide_at(std::size_t p) const {
        const std::size_t size = array_.text->bytes();
        const auto bytes = array_.elements.bytes.subspan(p * size, size);
        std::vector<std::uint32_t> codes;
        for (std::size_t i = 0; i < size; i += 4) {
            std::uint32_t code = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                code |= std::to_integer<std::uint32_t>(bytes[i + k]) << (array_.text->big_endian ? 24 - 8 * k : 8 * k);
            }
            codes.push_back(code);
        }
        while (!codes.empty() && codes.back() == 0) codes.pop_back();
        std::string text;
        for (const std::uint32_t code : codes) {
            if (!is_character(code)) fail(p, "number " + to_text(code) + " in a text", "characters of Unicode");
            append_utf8(text, code);
        }
        return text;
    }

    /// As in a column of a table.
    void require_classes(const std::vector<std::string>& names) const {
        const auto is_whole = [](const std::string& name) {
            const auto value = to_double(name);
            return value && *value == std::trunc(*value);
        };
        const auto is_number = [](const std::string& name) { return to_double(name) || is_number_of_people(name); };
        if (std::ranges::all_of(names, is_number) && !std::ranges::all_of(names, is_whole)) {
            fail(0, quote(names[0]),
                 "classes, not numbers as texts: save array.astype('<f8'); task=classification "
                 "makes classes of them");
        }
        constexpr std::size_t least_repeating = 4;
        if (names.size() < texts_ || texts_ < least_repeating) return;
        fail(0, quote(names[0]),
             "classes that repeat, not another for each of the " + to_text(texts_) +
                 " patterns; task=classification takes them");
    }

    static void sort(Dataset::Targets& targets) {
        const std::vector<std::string> names = targets.class_names;
        const bool numbers =
            std::ranges::all_of(names, [](const std::string& name) { return to_double(name).has_value(); });
        std::vector<std::uint32_t> order(names.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
            if (numbers && *to_double(names[a]) != *to_double(names[b])) {
                return *to_double(names[a]) < *to_double(names[b]);
            }
            return names[a] < names[b];
        });
        std::vector<std::uint32_t> places(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            places[order[i]] = i;
            targets.class_names[i] = names[order[i]];
        }
        for (std::uint32_t& label : targets.labels) label = places[label];
    }

    const Array& array_;
    std::size_t texts_;
};

}  // namespace

Dataset::Targets text_classes(const Array& array, const std::vector<std::string>& class_names, Task task) {
    const bool one_column = array.shape.size() == 1 || (array.shape.size() == 2 && array.shape[1] == 1);
    if (!one_column) {
        throw InputError(array.elements.path, "header", "texts in a shape of " + shape_text(array.shape),
                         "labels in one dimension or column");
    }
    if (class_names.empty() && task == Task::regression) {
        throw InputError(array.elements.path, "header", "texts", "numbers; task=classification makes classes of texts");
    }
    const TextLabels labels(array);
    return class_names.empty() ? labels.found(task) : labels.known(class_names);
}

}  // namespace descent::data
