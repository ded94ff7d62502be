#include "report/formats/standings.h"

#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

using Texts = std::vector<std::string>;

/// adam beats gd on each of ten seeds: the intervals are the 2nd to the 9th value, 1 - 2 (1 + 10) / 2^10; p = 2 / 2^10.
Study one_sided() {
    std::vector<TrialRecord> records;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        records.push_back(final("gd", seed, 0.5));
        records.push_back(final("adam", seed, 0.75));
    }
    return study_with({"gd", "adam"}, records);
}

}  // namespace

TEST_CASE("the terminal shows the columns that figures give a title") {
    const study::StudyFiles files = files_of(one_sided());
    const report::Table table = report::standings_table(report::results_of(files).problems.at(0));
    const auto texts = report::texts_of(table, &report::Table::Heading::title, report::shown);
    REQUIRE(texts.size() == 3);
    CHECK(texts[0] == Texts{"#", "optimizer", "median", "interval", "ended", "hits", "steps to target", "good decades",
                            "behind #1", "settings"});
    CHECK(texts[1] ==
          Texts{"1", "adam", "0.75", "[0.75, 0.75] 97.9%", "10/10", "-", "-", "-", "", "learning_rate=0.1"});
    CHECK(texts[2] == Texts{"2", "gd", "0.5", "[0.5, 0.5] 97.9%", "10/10", "-", "-", "-", "yes", "learning_rate=0.1"});
}

TEST_CASE("LaTeX has the columns that figures give a heading there, numbers in math mode and to the right") {
    const study::StudyFiles files = files_of(one_sided());
    const std::string text = report::latex_tables(report::results_of(files));
    CHECK(text.substr(text.find("\\begin")) == R"(\begin{tabular}{rlrrrrrrlllr}
\toprule
\# & optimizer & median & $Q_1$ & $Q_3$ & from & to & coverage & ended & hits & steps & $p$ \\
\midrule
$1$ & adam & $0.75$ & $0.75$ & $0.75$ & $0.75$ & $0.75$ & $0.979$ & 10/10 & -- & -- & -- \\
$2$ & gd & $0.5$ & $0.5$ & $0.5$ & $0.5$ & $0.5$ & $0.979$ & 10/10 & -- & -- & $0.002$ \\
\bottomrule
\end{tabular}
)");
}
