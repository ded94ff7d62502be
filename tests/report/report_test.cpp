#include <descent/comparison.h>
#include <descent/error.h>

#include <cmath>
#include <limits>

#include "contest/small_study.h"
#include "report/assets.h"
#include "report/formats/formats.h"
#include "report/formats/html.h"
#include "study/log.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::report;
using study::read_study;
using namespace descent::test;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// A finished study in the folder "study".
void make_study(const TemporaryFolder& folder) {
    Watcher watcher;
    compare({small_problem(), test_function_problem("beale")}, two, small_protocol(), builtin_optimizers(),
            {folder.path("study"), false, {"descent", "compare", "--set", "gd.learning_rate=0.1 <b>"}}, watcher);
}

}  // namespace

TEST_CASE("numbers are shown short, absent and infinite ones as such") {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    REQUIRE(shown(0.123456) == "0.1235");
    REQUIRE(shown(0.123456, 2) == "0.12");
    REQUIRE(shown(Cell(std::uint64_t{17})) == "17");
    REQUIRE(shown(Cell()) == "-");
    REQUIRE(shown(Cell(std::nan(""))) == "-");
    REQUIRE(shown(Cell(infinite)) == "inf");
    REQUIRE(shown(Cell(-infinite)) == "-inf");
}

TEST_CASE("foreign text cannot leave its place in a page") {
    REQUIRE(html::escaped("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
    const std::string json = html::script_json(to_json_line({{"name", "</script><script>alert(1)</script>&<!--"}}));
    REQUIRE(json.find('<') == std::string::npos);
    REQUIRE(json.find('&') == std::string::npos);
    REQUIRE(parse_json(json, "page")["name"] == "</script><script>alert(1)</script>&<!--");
    const Table table{.headings = {{"", "<u>"}}, .rows = {{Cell("<s>")}}};
    const std::string html = html::table(table, "<i>");
    REQUIRE(count(html, "<i>") + count(html, "<u>") + count(html, "<s>") == 0);
    REQUIRE(html::with_code("a `<b>` c") == "a <code>&lt;b&gt;</code> c");
}

TEST_CASE("the report is one file with every figure, its table, its caption and its command") {
    TemporaryFolder folder;
    make_study(folder);
    write_report(folder.path("study"), folder.path("report.html"));
    const std::string page = folder.read("report.html");
    const std::size_t figures = count(page, "<figure>");
    REQUIRE(figures >= 15);
    REQUIRE(count(page, "<figcaption>") == figures);
    REQUIRE(count(page, "Command that makes this figure") == figures);
    REQUIRE(count(page, "<summary>Definition</summary>") == figures);
    for (const Figure& figure : report::figures()) {
        if (figure.problem_plots == nullptr && figure.study_plots == nullptr) continue;
        REQUIRE(count(page, "data-kind=\"" + std::string(figure.name) + "\"") >= 1);
    }
    REQUIRE(count(page, "&#39;gd.learning_rate=0.1 &lt;b&gt;&#39;") >=
            figures);  // quoted for the shell, escaped for the page
    REQUIRE(page.find("<b>") == std::string::npos);
    REQUIRE(page.find("prefers-color-scheme: dark") != std::string::npos);
    REQUIRE(page.find("@media print") != std::string::npos);
}

TEST_CASE("the report asks for nothing outside itself") {
    TemporaryFolder folder;
    make_study(folder);
    write_report(folder.path("study"), folder.path("report.html"));
    const std::string page = folder.read("report.html");
    REQUIRE(count(page, " src=") == 0);
    REQUIRE(count(page, "<link ") == count(page, "href=\"data:,\""));
    REQUIRE(count(page, "@import") == 0);
}

TEST_CASE("the plotting library and its licence are in the program when the package was there") {
    if (assets::vega().empty()) return;
    std::string vega, licence;
    for (const auto piece : assets::vega()) vega += piece;
    for (const auto piece : assets::licence()) licence += piece;
    REQUIRE(vega.size() > 300000);
    REQUIRE(vega.find("</script") == std::string::npos);
    REQUIRE(licence.find("Redistribution and use") != std::string::npos);
    REQUIRE(licence.find("--") == std::string::npos);  // it stands in a comment of the page
}

TEST_CASE("a report can be made again from the same logs, byte for byte") {
    TemporaryFolder folder;
    make_study(folder);
    write_report(folder.path("study"), folder.path("report.html"));
    const std::string first = folder.read("report.html");
    write_report(folder.path("study"), folder.path("report.html"));
    REQUIRE(folder.read("report.html") == first);
}

TEST_CASE("tables have a line an optimizer, and every warning with its remedy") {
    TemporaryFolder folder;
    make_study(folder);
    const std::string table = write_summaries(folder.path("study"));
    REQUIRE(count(table, " adam ") >= 2);
    REQUIRE(count(table, "warning: ") >= 1);
    REQUIRE(table.find("run more seeds (seeds)") != std::string::npos);
    const std::string csv = folder.read("study/summary.csv");
    REQUIRE(count(csv, "\n") == 1 + 4);
    REQUIRE(csv.rfind("problem,rank,optimizer,settings,runs,finished,diverged,missing,metric,score_median", 0) == 0);
    const std::string header = csv.substr(0, csv.find('\n'));
    std::size_t after = header.find(",metric,");
    for (const Figure& figure : report::figures()) {
        if (figure.summary_columns == nullptr) continue;
        for (const auto& column : figure.summary_columns()) {
            const std::size_t at = header.find("," + column.name, after);
            REQUIRE(at != std::string::npos);
            after = at;
        }
    }
    const std::size_t columns = count(header, ",");
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
        REQUIRE(count(csv.substr(at, csv.find('\n', at) - at), ",") == columns);
    }
}

TEST_CASE("a test function is judged by its value, and nothing says that it has data") {
    TemporaryFolder folder;
    Watcher watcher;
    compare({test_function_problem("beale")}, two, small_protocol(), builtin_optimizers(), {folder.path("study")},
            watcher);
    const std::string table = write_summaries(folder.path("study"));
    REQUIRE(table.rfind("beale: value, smaller is better; target ", 0) == 0);
    REQUIRE(table.substr(0, table.find('\n')).find(" data") == std::string::npos);
    REQUIRE(count(folder.read("study/summary.tex"), "% beale: value\n") == 1);
    const study::StudyFiles files = read_study(folder.path("study"));
    const Results results = results_of(files);
    for (const Figure& figure : report::figures()) {
        if (figure.problem_plots == nullptr) continue;
        for (const Plot& plot : figure.problem_plots(results, results.problems.at(0))) {
            CAPTURE(plot.title, plot.caption);
            for (const char* word : {"on test", "test loss", "validation", "Validation", " data"}) {
                CHECK(count(plot.title + plot.caption + plot.drawing, word) == 0);
            }
        }
    }
    const std::string page = report::page(results, "study", "report.html");
    REQUIRE(count(page, "seed(s) each, judged by the value of the function") == 1);
}

TEST_CASE("fields of a CSV table are quoted where they must be") {
    const study::StudyFiles none;
    REQUIRE(summary_csv(results_of(none)).empty());
    TemporaryFolder folder;
    make_study(folder);
    const study::StudyFiles files = read_study(folder.path("study"));
    Results results = results_of(files);
    results.problems[0].problem.name = "a \"quoted\", name";
    REQUIRE(summary_csv(results).find("\n\"a \"\"quoted\"\", name\",1,") != std::string::npos);
}

TEST_CASE("names that would command a terminal or a spreadsheet are made harmless in every table") {
    TemporaryFolder folder;
    make_study(folder);
    const study::StudyFiles files = read_study(folder.path("study"));
    Results results = results_of(files);
    results.problems[0].problem.name = "p\x1b[31m\a";
    for (const std::string& text : {terminal_table(results), summary_csv(results), latex_tables(results)}) {
        INFO(text);
        REQUIRE(count(text, "\x1b") + count(text, "\a") == 0);
        REQUIRE(count(text, "p\\x1b[31m") + count(text, "p\\textbackslash{}x1b[31m") > 0);
    }
    results.problems[0].standings[0].optimizer = "o\x1b]0;title\x07";
    results.problems[0].standings[1].optimizer = "=1+1";
    const std::string csv = summary_csv(results);
    REQUIRE(count(csv + latex_tables(results), "\x1b") == 0);
    REQUIRE(count(csv, ",'=1+1,") == 1);
    REQUIRE(count(html::escaped(results.problems[0].problem.name), "\x1b") == 0);
}

TEST_CASE("LaTeX tables escape what LaTeX would read") {
    TemporaryFolder folder;
    make_study(folder);
    const study::StudyFiles files = read_study(folder.path("study"));
    Results results = results_of(files);
    results.problems[0].standings[0].optimizer = "my_rule 50% & \\x {y}";
    const std::string tex = latex_tables(results);
    REQUIRE(tex.find("my\\_rule 50\\% \\& \\textbackslash{}x \\{y\\}") != std::string::npos);
    REQUIRE(count(tex, "\\begin{tabular}") == 2);
    REQUIRE(count(tex, "\\end{tabular}") == 2);
}
