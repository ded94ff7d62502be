#include <descent/comparison.h>
#include <descent/error.h>

#include <cmath>
#include <limits>

#include "comparison/report/assets.h"
#include "comparison/report/contours.h"
#include "comparison/report/html.h"
#include "comparison/report/tables.h"
#include "comparison/small_study.h"
#include "comparison/statistics/summary.h"
#include "comparison/study_log.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::comparison;
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
    REQUIRE(shown(0.123456) == "0.1235");
    REQUIRE(shown(0.123456, 2) == "0.12");
    REQUIRE(shown(17) == "17");
    REQUIRE(shown(nullptr) == "-");
    REQUIRE(shown("inf") == "inf");
    REQUIRE(shown("-inf") == "-inf");
}

TEST_CASE("foreign text cannot leave its place in a page") {
    REQUIRE(html::escaped("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
    const std::string json = html::script_json({{"name", "</script><script>alert(1)</script>&<!--"}});
    REQUIRE(json.find('<') == std::string::npos);
    REQUIRE(json.find('&') == std::string::npos);
    REQUIRE(parse_json(json, "page")["name"] == "</script><script>alert(1)</script>&<!--");
    const html::Table table{.caption = "<i>", .columns = {"<u>"}, .rows = {{"<s>"}}};
    REQUIRE(count(table.to_html(), "<i>") + count(table.to_html(), "<u>") + count(table.to_html(), "<s>") == 0);
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
    for (const std::string kind : {"intervals", "curve", "sensitivity", "budget", "wins", "trajectory", "profiles"}) {
        REQUIRE(count(page, "data-kind=\"" + kind + "\"") >= 1);
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
    REQUIRE(table.find("run more seeds (--seeds)") != std::string::npos);
    const std::string csv = folder.read("study/summary.csv");
    REQUIRE(count(csv, "\n") == 1 + 4);
    REQUIRE(csv.rfind("problem,rank,optimizer,settings,runs,finished,diverged,missing,metric,score_median", 0) == 0);
    const std::size_t columns = count(csv.substr(0, csv.find('\n')), ",");
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
        REQUIRE(count(csv.substr(at, csv.find('\n', at) - at), ",") == columns);
    }
}

TEST_CASE("fields of a CSV table are quoted where they must be") {
    Json summary = summarise({});
    REQUIRE(summary_csv(summary).empty());
    TemporaryFolder folder;
    make_study(folder);
    Json real = summarise(read_study(folder.path("study")).study);
    real["problems"][0]["problem"] = "a \"quoted\", name";
    REQUIRE(summary_csv(real).find("\n\"a \"\"quoted\"\", name\",1,") != std::string::npos);
}

TEST_CASE("LaTeX tables escape what LaTeX would read") {
    TemporaryFolder folder;
    make_study(folder);
    Json summary = summarise(read_study(folder.path("study")).study);
    summary["problems"][0]["optimizers"][0]["optimizer"] = "my_rule 50% & \\x {y}";
    const std::string tex = latex_tables(summary);
    REQUIRE(tex.find("my\\_rule 50\\% \\& \\textbackslash{}x \\{y\\}") != std::string::npos);
    REQUIRE(count(tex, "\\begin{tabular}") == 2);
    REQUIRE(count(tex, "\\end{tabular}") == 2);
}

TEST_CASE("a line of equal loss crosses edges where the loss has its level") {
    // loss = x on a square: the level 0.25 is the upright line x = 0.25.
    const auto segments = contour({0, 1}, {0, 1}, {{0, 1}, {0, 1}}, 0.25);
    REQUIRE(segments.size() == 1);
    REQUIRE(segments[0].x1 == 0.25);
    REQUIRE(segments[0].x2 == 0.25);
    REQUIRE(segments[0].y1 + segments[0].y2 == 1);
    REQUIRE(contour({0, 1}, {0, 1}, {{0, 1}, {0, 1}}, 2).empty());
}

TEST_CASE("a saddle is cut into two lines that do not cross") {
    const auto segments = contour({0, 1}, {0, 1}, {{1, 0}, {0, 1}}, 0.5);
    REQUIRE(segments.size() == 2);
    // The middle, 0.5, is on the side of the corners with 1: the corners with 0 are cut off.
    for (const Segment& s : segments) {
        const bool cuts_lower_right = s.x1 + s.x2 > s.y1 + s.y2;
        const double sum = s.x1 + s.x2 - s.y1 - s.y2;
        REQUIRE(sum == (cuts_lower_right ? 1 : -1));
    }
}

TEST_CASE("squares with a corner that is not finite have no line") {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    REQUIRE(contour({0, 1, 2}, {0, 1}, {{0, none, 0}, {1, 1, 1}}, 0.5).empty());
}

TEST_CASE("levels stand at equal shares of the area") {
    const auto levels = contour_levels({{0, 1, 2, 3, 1000}}, 5);
    REQUIRE(levels.size() == 5);
    REQUIRE(levels[2] == 2);
    REQUIRE(levels[0] < 1);
    REQUIRE(levels[4] > 3);
    REQUIRE(contour_levels({{1, 1, 1}}, 5) == std::vector<double>{1});
    REQUIRE(contour_levels({}, 5).empty());
}
