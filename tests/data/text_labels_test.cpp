#include "data/text_labels.h"

#include "data/npy.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

using Labels = std::vector<std::uint32_t>;
using Names = std::vector<std::string>;

/// Texts as NumPy stores them: of `characters` UCS-4 characters each.
data::Array texts(const std::vector<std::u32string>& words, std::size_t characters = 8) {
    std::vector<char32_t> elements(words.size() * characters);
    for (std::size_t i = 0; i < words.size(); ++i) std::ranges::copy(words[i], elements.begin() + i * characters);
    const std::string shape = "(" + std::to_string(words.size()) + ",)";
    return data::parse_npy(file_of(npy_of("<U" + std::to_string(characters), shape, elements), "y.npy"));
}

Dataset::Targets classes(const std::vector<std::u32string>& words, Task task = Task::automatic,
                         const Names& known = {}) {
    return data::text_classes(texts(words), known, task);
}

std::string refusal(const std::vector<std::u32string>& words, Task task = Task::automatic, const Names& known = {}) {
    return error_of([&] { classes(words, task, known); });
}

Dataset::Targets by_numpy(const std::string& name) {
    const std::string path = DESCENT_SOURCE_DIR "/tests/reference/npy/" + name;
    return data::text_classes(data::parse_npy(storage::map_file(path)), {}, Task::automatic);
}

}  // namespace

TEST_CASE("Texts that NumPy wrote are classes, in either byte order, in a column and as bytes") {
    for (const char* name : {"texts.npy", "texts_big_endian.npy", "texts_bytes.npy"}) {
        INFO(name);
        const Dataset::Targets targets = by_numpy(name);
        CHECK(targets.class_names == Names{"größe 🌷", "rose", "tulip"});
        CHECK(targets.labels == Labels{1, 2, 0, 1});
    }
    CHECK_THAT(error_of([] { by_numpy("texts_latin_1.npy"); }),
               ContainsSubstring("element [1]: found bytes '\\xf6', expected UTF-8; save array.astype(str)"));
}

TEST_CASE("Blanks around a text are not part of its name, and numbers stand in their order") {
    CHECK(classes({U" a", U"a ", U"b", U"b"}).class_names == Names{"a", "b"});
    const Dataset::Targets targets = classes({U"10", U"9", U"10", U"-1", U"9", U"-1"});
    CHECK(targets.class_names == Names{"-1", "9", "10"});
    CHECK(targets.labels == Labels{2, 1, 2, 0, 1, 0});
}

TEST_CASE("Known classes are found by name") {
    CHECK(classes({U"b", U"a"}, Task::classification, {"b", "a", "c"}).labels == Labels{0, 1});
    CHECK(refusal({U"a", U"bb"}, Task::classification, {"a", "bc"}) ==
          "y.npy: element [1]: found 'bb', expected one of the known classes a, bc; did you mean 'bc'?");
}

TEST_CASE("Texts that are no classes are refused with their index") {
    CHECK(refusal({U"a", U"", U"a"}) == "y.npy: element [1]: found an empty text, expected the name of a class");
    CHECK(refusal({U"a", U"a", U"nan"}) == "y.npy: element [2]: found 'nan', expected the name of a class");
    CHECK_THAT(refusal({U"a", std::u32string(1, char32_t(0xD800))}),
               ContainsSubstring("element [1]: found number 55296 in a text, expected characters of Unicode"));
    CHECK_THAT(refusal({U"1.5", U"2", U"1.5", U"2"}), ContainsSubstring("save array.astype('<f8')"));
    CHECK(classes({U"1.5", U"2", U"1.5", U"2"}, Task::classification).class_names == Names{"1.5", "2"});
    CHECK_THAT(refusal({U"a", U"b", U"c", U"d"}),
               ContainsSubstring("expected classes that repeat, not another for each of the 4 patterns"));
    CHECK(classes({U"a", U"b", U"c", U"d"}, Task::classification).class_names.size() == 4);
    CHECK_THAT(refusal({U"a", U"a"}, Task::regression), ContainsSubstring("found texts, expected numbers"));
    const std::string two = npy_of("|S1", "(1, 2)", std::vector<char>{'a', 'b'});
    CHECK_THAT(error_of([&] { data::text_classes(data::parse_npy(file_of(two, "y.npy")), {}, Task::automatic); }),
               ContainsSubstring("texts in a shape of 1 x 2, expected labels in one dimension or column"));
}
