#include "data/npy.h"

#include <descent/error.h>

#include <optional>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::data {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t most_dimensions = 32;  // NumPy's own limit

struct Header {
    std::string type;
    bool column_order = false;
    std::vector<std::size_t> shape;
};

/// Reads {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }, members in any order.
class HeaderParser {
public:
    HeaderParser(std::string_view text, std::size_t first_byte, const std::string& file)
        : all_(text), rest_(text), first_byte_(first_byte), file_(file) {}

    Header parse() {
        std::optional<std::string> type;
        std::optional<bool> column_order;
        std::optional<std::vector<std::size_t>> shape;
        expect("{");
        while (!accept("}")) {
            const std::string name = text();
            expect(":");
            if (name == "descr" && !type) {
                type = text();
            } else if (name == "fortran_order" && !column_order) {
                column_order = truth();
            } else if (name == "shape" && !shape) {
                shape = sizes();
            } else {
                fail("the member " + quote(name), "descr, fortran_order and shape, each once");
            }
            if (!accept(",")) {
                expect("}");
                break;
            }
        }
        skip_space();
        if (!rest_.empty()) fail(quote(rest_), "the end of the header");
        if (!type || !column_order || !shape) fail("the end of the header", "descr, fortran_order and shape");
        return {*type, *column_order, *shape};
    }

private:
    [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
        const std::size_t byte = first_byte_ + (all_.size() - rest_.size());
        throw InputError(file_, "header, byte " + to_text(byte), found, expected);
    }

    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n\t"), rest_.size())); }

    bool accept(std::string_view word) {
        skip_space();
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    void expect(std::string_view word) {
        if (!accept(word)) fail(rest_.empty() ? "the end of the header" : quote(rest_, 20), quote(word));
    }

    std::string text() {
        skip_space();
        const char mark = rest_.empty() ? '\0' : rest_.front();
        if (mark == '[') fail("a structured type", "a plain number type such as '<f4'");
        if (mark != '\'' && mark != '"') fail(quote(rest_, 20), "text between quotes");
        const std::size_t end = rest_.find(mark, 1);
        if (end == std::string_view::npos) fail(quote(rest_, 20), "text that ends in a quote");
        const std::string result(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return result;
    }

    bool truth() {
        if (accept("True")) return true;
        expect("False");
        return false;
    }

    std::vector<std::size_t> sizes() {
        std::vector<std::size_t> result;
        expect("(");
        while (!accept(")")) {
            skip_space();
            const std::string_view digits = rest_.substr(0, rest_.find_first_not_of("0123456789"));
            const auto size = parse_number<std::size_t>(digits);
            if (!size || result.size() == most_dimensions) fail(quote(rest_, 20), "at most 32 whole numbers");
            result.push_back(*size);
            rest_.remove_prefix(digits.size());
            if (rest_.starts_with('L')) rest_.remove_prefix(1);  // Python 2 wrote its long integers so
            if (!accept(",")) {
                expect(")");
                break;
            }
        }
        return result;
    }

    std::string_view all_, rest_;
    std::size_t first_byte_;
    const std::string& file_;
};

bool has_byte_order(const std::string& name) {
    return !name.empty() && std::string_view("<>|=").find(name[0]) != std::string_view::npos;
}

/// '<U5', '|S5': texts of so many characters or bytes; nothing for other types.
std::optional<TextType> text_type(const std::string& name) {
    constexpr std::size_t most_characters = std::size_t{1} << 24;
    if (name.size() < 3 || !has_byte_order(name) || (name[1] != 'U' && name[1] != 'S')) return std::nullopt;
    const auto characters = parse_number<std::size_t>(std::string_view(name).substr(2));
    if (!characters || *characters == 0 || *characters > most_characters) return std::nullopt;
    return TextType{*characters, name[1] == 'U', name[0] == '>'};
}

/// Byte order, kind and size: '<f4', '|b1', '>i2'.
NumberType type_named(const std::string& name, const std::string& file) {
    const auto fits = [&](std::string_view kind, std::string_view sizes) {
        return name.size() == 3 && kind.find(name[1]) != kind.npos && sizes.find(name[2]) != sizes.npos;
    };
    const bool known = fits("b", "1") || fits("iu", "1248") || fits("f", "248");
    if (!known || !has_byte_order(name)) {
        throw InputError(file, "header", "elements of type " + quote(name),
                         "one of b1, u1, u2, u4, u8, i1, i2, i4, i8, f2, f4, f8: save array.astype('<f8'), labels that "
                         "are texts as array.astype(str)");
    }
    const NumberKind kind = name[1] == 'b'   ? NumberKind::boolean
                            : name[1] == 'i' ? NumberKind::whole
                            : name[1] == 'u' ? NumberKind::natural
                                             : NumberKind::floating;
    return {kind, static_cast<std::size_t>(name[2] - '0'), name[0] == '>'};
}

/// Splits a file into its header's text and the bytes behind it.
std::pair<std::string_view, std::span<const std::byte>> split_file(const storage::FileBytes& file) {
    const std::string_view all = storage::as_text(file.bytes);
    if (!all.starts_with(magic)) {
        throw InputError(file.path, "byte 0", all.empty() ? "an empty file" : "other data", "a .npy file (93 NUMPY)");
    }
    const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(all[i])}; };
    if (all.size() < 8) throw InputError(file.path, "byte 6", "the end of the file", "a version");
    const std::size_t version = byte(6);
    if (version < 1 || version > 3) {
        throw InputError(file.path, "byte 6", "version " + to_text(version), "version 1, 2 or 3");
    }
    const std::size_t start = version == 1 ? 10 : 12;
    if (all.size() < start) throw InputError(file.path, "byte 8", "the end of the file", "the length of the header");
    const std::size_t length = byte(8) | byte(9) << 8 | (version == 1 ? 0 : byte(10) << 16 | byte(11) << 24);
    if (length > all.size() - start) {
        throw InputError(file.path, "byte 8", "a header of " + to_text(length) + " bytes",
                         "no more than the " + to_text(all.size() - start) + " that follow");
    }
    return {all.substr(start, length), file.bytes.subspan(start + length)};
}

/// How many bytes one element has.
std::size_t element_bytes(const std::string& type, const std::string& file) {
    const auto texts = text_type(type);
    return texts ? texts->bytes() : type_named(type, file).bytes;
}

/// The elements that the shape says, of so many bytes each, and nothing behind them.
void require_elements(const storage::FileBytes& file, const Header& header, std::size_t element_bytes,
                      std::span<const std::byte> elements) {
    if (header.shape.empty()) throw InputError(file.path, "header", "a single number", "at least one dimension");
    const std::size_t bytes =
        element_bytes * count_elements(header.shape, element_bytes, elements.size(), file.path, "header");
    if (elements.size() == bytes) return;
    throw InputError(file.path, "byte " + to_text(file.bytes.size() - elements.size() + bytes),
                     to_text(elements.size() - bytes) + " bytes after the last element", "the end of the file");
}

}  // namespace

Array npy_array(const std::string& type, ElementOrder order, std::vector<std::size_t> shape,
                storage::FileBytes elements) {
    if (const auto texts = text_type(type)) {
        return {.type = ElementType::u8, .shape = std::move(shape), .elements = std::move(elements), .text = texts};
    }
    const NumberType number = type_named(type, elements.path);
    Array array = to_native(number, order, std::move(shape), std::move(elements));
    array.truths = number.kind == NumberKind::boolean;
    return array;
}

Array parse_npy(const storage::FileBytes& file) {
    const auto [text, elements] = split_file(file);
    const auto first_byte = static_cast<std::size_t>(storage::as_bytes(text).data() - file.bytes.data());
    const Header header = HeaderParser(text, first_byte, file.path).parse();
    require_elements(file, header, element_bytes(header.type, file.path), elements);
    return npy_array(header.type, header.column_order ? ElementOrder::columns : ElementOrder::rows, header.shape,
                     {file.owner, elements, file.path});
}

}  // namespace descent::data
