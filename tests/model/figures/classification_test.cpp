// Figures of classes where they can be counted by hand, and where they do not exist.
#include <cmath>

#include "model/figures/classification.h"
#include "support/catch.h"

namespace descent::model {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

/// Sums over outputs and labels, all of weight 1.
ClassificationSums sums_of(std::size_t classes, const std::vector<std::vector<float>>& outputs,
                           const std::vector<std::uint32_t>& labels, bool probabilities = false) {
    ClassificationSums sums(classes, probabilities);
    for (std::size_t p = 0; p < labels.size(); ++p) sums.add(answer_of(outputs[p], labels[p]), 1);
    return sums;
}

}  // namespace

TEST_CASE("the predicted class is the first of the largest outputs") {
    CHECK(answer_of(std::vector<float>{1, 3, 3}, 2).predicted == 1);
    CHECK(answer_of(std::vector<float>{1, 3, 3}, 2).before == 1);
    CHECK(answer_of(std::vector<float>{1, 3, 3}, 1).before == 0);
    CHECK(answer_of(std::vector<float>{0, 0, 0}, 0).predicted == 0);
}

TEST_CASE("NaN is never the largest output, and where all are NaN no class is predicted") {
    CHECK(answer_of(std::vector<float>{nan, -5, nan}, 1).predicted == 1);
    CHECK(answer_of(std::vector<float>{nan, -5, nan}, 1).before == 0);
    CHECK(answer_of(std::vector<float>{nan, -5, 2}, 0).before == 3);
    CHECK(answer_of(std::vector<float>{nan, nan}, 0).predicted == no_class);
}

TEST_CASE("a pattern with outputs of NaN counts as wrong, and stands in the confusion without a class") {
    const ClassificationSums sums = sums_of(2, {{nan, nan}, {1, 0}, {0, 1}}, {0, 0, 1}, true);
    const ClassificationFigures figures = sums.figures();
    CHECK(figures.accuracy == Approx(2.0 / 3));
    CHECK(figures.balanced_accuracy == 0.75);
    CHECK(figures.classes.size() == 2);
    CHECK(std::isnan(figures.roc_auc));
    CHECK(std::isnan(figures.log_loss));
    CHECK(sums.confusion().cells == std::vector<Confusion::Cell>{{0, 0, 1}, {0, no_class, 1}, {1, 1, 1}});
}

TEST_CASE("what is not defined counts as 0 in the means of classes, as in scikit-learn, but not in balanced accuracy") {
    // class 1 is never predicted, class 2 is predicted but does not occur
    const ClassificationFigures figures = sums_of(3, {{1, 0, 0}, {0, 0, 1}}, {0, 1}).figures();
    REQUIRE(figures.classes.size() == 3);
    CHECK(std::isnan(figures.classes[1].precision));
    CHECK(figures.classes[1].recall == 0);
    CHECK(figures.classes[2].precision == 0);
    CHECK(std::isnan(figures.classes[2].recall));
    CHECK(figures.precision == Approx(1.0 / 3));
    CHECK(figures.recall == Approx(1.0 / 3));
    CHECK(figures.f1 == Approx(1.0 / 3));
    CHECK(figures.balanced_accuracy == 0.5);
}

TEST_CASE("top-5 accuracy is for more than five classes, the area under the curve for two, log loss for softmax") {
    const ClassificationFigures five = sums_of(5, {{0, 0, 0, 0, 0}}, {4}, true).figures();
    CHECK(std::isnan(five.top_k_accuracy));
    CHECK(std::isnan(five.roc_auc));
    const std::vector<float> falling = {6, 5, 4, 3, 2, 1};
    const ClassificationFigures six = sums_of(6, {falling, falling, falling}, {0, 4, 5}).figures();
    CHECK(six.top_k_accuracy == Approx(2.0 / 3));
    CHECK(std::isnan(six.log_loss));
}

TEST_CASE("a probability that underflowed to 0 has a finite log loss") {
    const double most = 126 * std::log(2.0);  // of the smallest normal float32
    CHECK(sums_of(2, {{1, 0}}, {1}, true).figures().log_loss == Approx(most).epsilon(1e-12));
}

TEST_CASE("patterns without weight count nowhere, and without any weight nothing exists") {
    ClassificationSums sums(2, true);
    sums.add(answer_of(std::vector<float>{0.75, 0.25}, 0), 2);
    sums.add(answer_of(std::vector<float>{0.75, 0.25}, 1), 0);
    CHECK(sums.figures().accuracy == 1);
    CHECK(sums.figures().log_loss == Approx(-std::log(0.75)));
    CHECK(std::isnan(sums.figures().roc_auc));
    ClassificationSums none(2, true);
    none.add(answer_of(std::vector<float>{0.75, 0.25}, 0), 0);
    CHECK(std::isnan(none.figures().accuracy));
    CHECK(std::isnan(none.figures().balanced_accuracy));
    CHECK(std::isnan(none.figures().log_loss));
}

}  // namespace descent::model
