// Tables read by several threads are those that one reads: the same data, the same notes, the same refusals.

#include <descent/error.h>

#include <algorithm>

#include "base/random.h"
#include "base/text.h"
#include "data/csv.h"
#include "data/csv_chunks.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

/// All that a reader makes of a text, as text.
std::string outcome(const std::string& text, DataSource source, std::size_t threads, std::size_t chunk_bytes) {
    source.threads.count = threads;
    try {
        const Dataset data = data::parse_csv(file_of(text, "f.csv"), source, chunk_bytes);
        const Dataset::Details& details = data.details();
        std::string result = to_text(data.content_hash()) + "|" + join(data.input_names()) + "|" +
                             join(data.class_names()) + "|" + join(details.notes);
        for (const double value : unscaled_inputs(data)) result += " " + to_text(value);
        for (const float value : data.raw_targets().values) result += " " + to_text(double{value});
        for (const std::uint32_t label : data.raw_targets().labels) result += " " + to_text(label);
        for (const float weight : details.weights) result += " w" + to_text(double{weight});
        for (const std::uint32_t group : details.groups) result += " g" + to_text(group);
        for (const auto& [pattern, line] : details.lines) result += " l" + to_text(pattern) + ":" + to_text(line);
        for (const Column& column : details.columns.inputs) result += "|" + join(column.categories);
        return result;
    } catch (const Error& error) {
        return error.what();
    }
}

constexpr std::size_t whole = SIZE_MAX;  // bytes of a chunk that no text has

/// The outcome of a text that is read as one is that of any chunks on any number of threads. Returns it.
std::string check_threads(const std::string& text, const DataSource& source) {
    const std::string serial = outcome(text, source, 1, whole);
    for (const std::size_t threads : {1, 2, 3, 64}) {
        for (const std::size_t chunk_bytes : {1, 7, 64, 1000}) {
            CAPTURE(text, threads, chunk_bytes);
            REQUIRE(outcome(text, source, threads, chunk_bytes) == serial);
        }
    }
    return serial;
}

/// How tables are written here: each wish is drawn for a whole table.
struct Style {
    std::string line_end = "\n";
    char delimiter = ',';
    bool commas = false;
    std::size_t texts = 5;   ///< different ones
    std::size_t faults = 0;  ///< one among so many fields; 0: none
};

class TableWriter {
public:
    explicit TableWriter(std::uint64_t seed) : random_(seed, "tables") {
        if (one_in(3)) style_.line_end = "\r\n";
        if (one_in(6)) style_.line_end = "\r";
        if (one_in(4)) style_.delimiter = ';';
        style_.commas = style_.delimiter == ';' && one_in(2);
        if (one_in(4)) style_.texts = 3000;
        if (one_in(3)) style_.faults = 2000;
    }

    std::string table() {
        std::string text = row({"a", "b", "t", "m", "w", "g", "y"});
        for (std::size_t rows = random_.below(300); rows > 0; --rows) {
            if (one_in(9)) text += one_in(2) ? style_.line_end : row({"", " ", "", "", "", "", ""});
            text += row({number(), number(), word(), one_in(20) ? word() : whole(), to_text(random_.below(4) + 1),
                         word(), whole()});
        }
        for (std::size_t blank = random_.below(3); blank > 0; --blank) text += style_.line_end;
        if (one_in(3) && !text.empty()) text.resize(text.size() - style_.line_end.size());
        return text;
    }

private:
    bool one_in(std::size_t count) { return random_.below(count) == 0; }

    std::string number() {
        if (one_in(30)) return one_in(2) ? "" : "NA";
        std::string text = to_text(static_cast<double>(random_.below(100000)) / 64);
        if (const auto point = text.find('.'); style_.commas && point != text.npos) text[point] = ',';
        return one_in(5) ? "\"" + text + "\"" : text;
    }

    std::string whole() { return to_text(random_.below(4)); }

    std::string word() {
        const std::string word = "word" + to_text(random_.below(style_.texts));
        if (one_in(8)) return "\"" + word + style_.line_end + "in\"\"side" + style_.delimiter + "\"";
        return one_in(40) ? "?" : word;
    }

    std::string row(const std::vector<std::string>& fields) {
        std::string text;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (i > 0) text += style_.delimiter;
            text += fields[i];
            if (style_.faults > 0 && one_in(style_.faults)) text += fault();
        }
        return text + style_.line_end;
    }

    std::string fault() {
        const std::vector<std::string> faults = {
            "\"",       "x\"y", std::string(1, style_.delimiter), style_.line_end, "1.5", "1,5", "\xEF\xBB\xBF",
            "\xC3\xA9", "\xB0"};
        return faults[random_.below(faults.size())];
    }

    RandomStream random_;
    Style style_;
};

}  // namespace

TEST_CASE("Random tables are read in the same way by any number of threads") {
    const std::vector<DataSource> sources = {
        {.path = "f.csv", .targets = {"y"}, .missing = Missing::mean},
        {.path = "f.csv", .targets = {"t"}, .missing = Missing::indicator, .weights = "w", .group_by = "g"},
        {.path = "f.csv", .targets = {"y"}, .ignore = {"t", "m", "g"}, .missing = Missing::drop}};
    std::size_t refused = 0, read = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const std::string text = TableWriter(seed).table();
        for (const DataSource& source : sources) {
            CAPTURE(seed);
            const bool is_refusal = check_threads(text, source).find(": found") != std::string::npos;
            ++(is_refusal ? refused : read);
        }
    }
    CHECK(refused > 20);
    CHECK(read > 40);
}

TEST_CASE("A newline inside quotes ends no chunk, wherever a chunk would end") {
    std::string text = "t,y\n";
    for (int i = 0; i < 40; ++i) text += "\"a\nb\"\"\n,c\n\",1\nd,2\n";
    const std::string serial = outcome(text, {.path = "f.csv", .targets = {"y"}}, 1, whole);
    CHECK(serial.find("found") == serial.npos);
    for (std::size_t chunk_bytes = 1; chunk_bytes < 60; ++chunk_bytes) {
        CAPTURE(chunk_bytes);
        CHECK(outcome(text, {.path = "f.csv", .targets = {"y"}}, 3, chunk_bytes) == serial);
    }
}

TEST_CASE("A mark that scanners skip at the start of a text stays where a line begins with it") {
    std::string text = "t,y\n";
    for (int i = 0; i < 40; ++i) text += "\xEF\xBB\xBFn,1\nn,2\n";
    const DataSource source{.path = "f.csv", .targets = {"y"}};
    const std::string serial = check_threads(text, source);
    for (std::size_t chunk_bytes = 1; chunk_bytes < 30; ++chunk_bytes) {
        CAPTURE(chunk_bytes);
        CHECK(outcome(text, source, 1, chunk_bytes) == serial);
    }
}

TEST_CASE("Texts beyond those that are kept are counted as by one thread") {
    std::string text = "t,x,y\n";
    for (int i = 0; i < 1500; ++i) text += "name" + to_text(i % 1100) + ",1," + to_text(i % 2) + "\n";
    check_threads(text, {.path = "f.csv", .targets = {"y"}});
}

TEST_CASE("Decimal commas and points in different chunks are refused with the lines that one thread names") {
    std::string text = "x;y\n";
    for (int i = 0; i < 30; ++i) text += "1,5;1\n";
    for (int i = 0; i < 30; ++i) text += "1.5;2\n";
    const std::string refusal = outcome(text, {.path = "f.csv", .targets = {"y"}}, 8, 16);
    CHECK_THAT(refusal, ContainsSubstring("line 32, column 'x': found '1.5', expected a decimal comma, as on line 2"));
    check_threads(text, {.path = "f.csv", .targets = {"y"}});
}

TEST_CASE("Chunks are the text in its order, end with records, and know their lines") {
    const std::string text = "a\n\"b\n\nc\"\nd\n\ne\n\"f\"\"\n\"\ng";
    const auto file = file_of(text, "f.csv");
    for (const std::size_t size : {1, 2, 3, 5, 100}) {
        parallel::Team team(2);
        data::CsvCutter cutter(storage::as_text(file.bytes), {.first_line = 7}, size, team);
        std::string all;
        std::size_t line = 7;
        for (auto chunks = cutter.next(3); !chunks.empty(); chunks = cutter.next(3)) {
            for (const data::CsvChunk& chunk : chunks) {
                CHECK(chunk.first_line == line);
                CHECK(std::ranges::count(chunk.text, '"') % 2 == 0);
                CHECK(static_cast<std::size_t>(std::ranges::count(chunk.text, '\n')) == chunk.line_ends);
                line += chunk.line_ends;
                all += chunk.text;
            }
        }
        CHECK(all == text);
    }
}

TEST_CASE("Marks are counted in texts of any length, and bytes beyond ASCII found wherever they stand") {
    RandomStream random(5, "marks");
    for (const std::size_t size : {0, 1, 31, 32, 33, 8159, 8160, 8161, 20000}) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) text += "\n\"a"[random.below(3)];
        const data::CsvMarks marks = data::marks_of(text, '\n');
        CHECK(marks.line_ends == static_cast<std::size_t>(std::ranges::count(text, '\n')));
        CHECK(marks.quotes == static_cast<std::size_t>(std::ranges::count(text, '"')));
        CHECK(marks.is_ascii);
        if (size == 0) continue;
        text[random.below(size)] = '\x80';
        CHECK_FALSE(data::marks_of(text, '\n').is_ascii);
    }
    CHECK(data::marks_of(std::string(100000, '\n'), '\n').line_ends == 100000);
}

TEST_CASE("Bytes that are no text are refused before whatever else is wrong, wherever they stand") {
    const std::string rows = [] {
        std::string text;
        for (int i = 0; i < 50; ++i) text += "1,2\n";
        return text;
    }();
    const DataSource source{.path = "f.csv", .targets = {"y"}};
    CHECK_THAT(check_threads("x,y\n1,2,3\n" + rows + "1,\xB0\n", source),
               ContainsSubstring("line 53, byte 3: found byte b0"));
    CHECK_THAT(check_threads("x,\xFF\n" + rows, source), ContainsSubstring("line 1, byte 3: found byte ff"));
    CHECK(check_threads("x,y,\xC3\xA9\n" + rows + "1,2,\n", source).find("byte") == std::string::npos);
}
