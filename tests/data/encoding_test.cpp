#include "data/encoding.h"

#include "data/csv.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;
using namespace std::string_view_literals;

namespace {

std::string read(std::string_view bytes, Encoding encoding) {
    const storage::FileBytes text = data::to_utf8(file_of(bytes, "f.csv"), encoding);
    data::require_utf8(text);
    return std::string(storage::as_text(text.bytes));
}

std::string refusal(std::string_view bytes, Encoding encoding = Encoding::utf8) {
    return error_of([&] { read(bytes, encoding); });
}

}  // namespace

TEST_CASE("UTF-8 is used where it lies") {
    const auto file = file_of("\xEF\xBB\xBFna\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80 and plain text", "f.csv");
    CHECK(data::to_utf8(file, Encoding::utf8).bytes.data() == file.bytes.data());
}

TEST_CASE("Other bytes than UTF-8 are refused at line and byte, with the way out") {
    CHECK(
        refusal("a,y\nTemp(\xB0"
                "C),1\n") ==
        "f.csv: line 2, byte 6: found byte b0, expected UTF-8; encoding=windows-1252, latin-1 or utf-16 reads others");
    const std::string plain(1000, 'x');
    // overlong, a surrogate, beyond the last character, a continuation alone, and cut sequences: RFC 3629
    for (const std::string_view broken : {"\xC0\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                                          "\xF4\x90\x80\x80", "\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xFF"}) {
        CHECK_THAT(refusal(plain + std::string(broken)), ContainsSubstring("line 1, byte 1001: found byte"));
        CHECK_THAT(refusal(plain + std::string(broken) + plain), ContainsSubstring("line 1, byte 1001: found byte"));
    }
    CHECK_THAT(refusal("\xFF\xFE"
                       "a\0"sv),
               ContainsSubstring("found UTF-16 text, expected utf-8; encoding=utf-16 reads it"));
}

TEST_CASE("Latin-1 and Windows-1252 differ in 80 to 9F") {
    CHECK(read("caf\xE9 \xB0", Encoding::latin1) == "caf\xC3\xA9 \xC2\xB0");
    CHECK(read("caf\xE9 \x80 \x9F", Encoding::windows1252) == "caf\xC3\xA9 \xE2\x82\xAC \xC5\xB8");
    CHECK(read("\x80", Encoding::latin1) == "\xC2\x80");
    CHECK(refusal("a\n\x81", Encoding::windows1252) ==
          "f.csv: line 2, byte 1: found byte 81, expected a character of windows-1252");
}

TEST_CASE("A file that begins with the mark of another encoding is refused with its name") {
    for (const Encoding encoding : {Encoding::latin1, Encoding::windows1252, Encoding::utf16}) {
        CHECK(refusal("\xEF\xBB\xBFname\n", encoding) == "f.csv: line 1: found UTF-8 text, expected " +
                                                             std::string(to_string(encoding)) +
                                                             "; encoding=utf-8 reads it");
    }
    CHECK(refusal("\xFE\xFF\0a"sv, Encoding::latin1) ==
          "f.csv: line 1: found UTF-16 text, expected latin-1; encoding=utf-16 reads it");
}

TEST_CASE("A NUL is no character of a table, in names, in fields and in any encoding") {
    for (const Encoding encoding : {Encoding::utf8, Encoding::latin1}) {
        const auto refused = [&](std::string_view text) {
            return error_of([&] {
                data::parse_csv(file_of(text, "f.csv"), {.path = "f.csv", .targets = {"y"}, .encoding = encoding});
            });
        };
        CHECK(refused("a\0,long name,y\n1,2,3\n"sv) ==
              "f.csv: line 1, byte 2: found byte 00, expected a character of text");
        CHECK(refused("a,y\n1,x\n1,x\0\n1,x\n"sv) ==
              "f.csv: line 3, byte 4: found byte 00, expected a character of text");
        CHECK(refused("a,y\n1,x\n1,\"a text of many characters\0\"\n"sv) ==
              "f.csv: line 3, byte 29: found byte 00, expected a character of text");
    }
}

TEST_CASE("UTF-16 without a mark is known by the zeros between its first characters") {
    for (const std::string_view text : {"x\0,\0y\0"sv, "\0x\0,\0y"sv}) {
        CHECK_THAT(refusal(std::string(text)), ContainsSubstring("line 1: found UTF-16 text, expected utf-8"));
        CHECK(read(std::string(text), Encoding::utf16) == "x,y");
    }
    CHECK(read("\0\x4E\x8C\x4E"sv, Encoding::utf16) == "\xE4\xB8\x80\xE4\xBA\x8C");  // U+4E00, U+4E8C
}

TEST_CASE("A workbook under the name of a table is called a ZIP archive") {
    CHECK(refusal("PK\x03\x04 and so on") ==
          "f.csv: start: found a ZIP archive, as workbooks are, expected text: save the table as CSV");
}

TEST_CASE("UTF-16 is read in both byte orders, with surrogate pairs") {
    CHECK(read("\xFF\xFE"
               "a\0\xE9\0\x3D\xD8\0\xDE"sv,
               Encoding::utf16) == "a\xC3\xA9\xF0\x9F\x98\x80");
    CHECK(read("\xFE\xFF\0a\x20\xAC"sv, Encoding::utf16) == "a\xE2\x82\xAC");
    CHECK(read("a\0"sv, Encoding::utf16) == "a");
    CHECK_THAT(refusal("a\0\n\0b"sv, Encoding::utf16), ContainsSubstring("line 2: found one byte at the end"));
    CHECK_THAT(refusal("\x3D\xD8"sv, Encoding::utf16), ContainsSubstring("found half a pair"));
    CHECK_THAT(refusal("\0\xDE"sv, Encoding::utf16), ContainsSubstring("found half a pair"));
}

TEST_CASE("Names and classes of a table are in UTF-8 whatever the file was in") {
    const DataSource source{.path = "f.csv", .targets = {"y"}, .encoding = Encoding::windows1252};
    const Dataset data = data::parse_csv(file_of("Temp(\xB0"
                                                 "C),y\n1,caf\xE9\n2,caf\xE8\n",
                                                 "f.csv"),
                                         source);
    CHECK(data.input_names() == std::vector<std::string>{"Temp(\xC2\xB0"
                                                         "C)"});
    CHECK(data.class_names() == std::vector<std::string>{"caf\xC3\xA8", "caf\xC3\xA9"});
    CHECK(data.details().notes[0] == "read as windows-1252");
    for (const auto encoding : {Encoding::utf8, Encoding::latin1, Encoding::windows1252, Encoding::utf16}) {
        CHECK(parse_encoding(to_string(encoding)) == encoding);
    }
    CHECK_THROWS_WITH(parse_encoding("cp1252"), ContainsSubstring("known: utf-8, latin-1, windows-1252, utf-16"));
    CHECK(parse_task("regression") == Task::regression);
}
