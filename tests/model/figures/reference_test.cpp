// Every figure against scikit-learn: tests/reference/write_figures.py wrote what it computes.
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "model/figures/classification.h"
#include "model/figures/regression.h"
#include "support/catch.h"

namespace descent::model {
namespace {

constexpr bool by_weight[] = {false, true};

std::vector<float> floats(const Json& array) {
    std::vector<float> result;
    for (const Json& value : array) result.push_back(value.get<float>());
    return result;
}

JsonReader reference() {
    const std::string path = std::string(DESCENT_SOURCE_DIR) + "/tests/reference/figures.json";
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return {parse_json(text.str(), path), path};
}

std::vector<JsonReader> cases(const std::string& kind) {
    const JsonReader file = reference();
    std::vector<JsonReader> result;
    for (const Json& one : file.array(kind)) result.emplace_back(one, "figures.json", kind);
    return result;
}

/// null is NaN, as everywhere.
double number(const Json& value) { return value.is_null() ? undefined_figure : value.get<double>(); }

/// Sums of a few dozen doubles: both sides round.
bool same(double found, double expected, double tolerance = 1e-12) {
    if (std::isnan(expected)) return std::isnan(found);
    return std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

ClassificationFigures class_figures(const JsonReader& given, bool weighted, std::size_t top_k = default_top_k) {
    ClassificationSums sums(given.whole("classes"), true, top_k);
    const std::vector<float> weights = floats(given.array("weights"));
    const Json& labels = given.array("labels");
    std::size_t p = 0;
    for (const Json& row : given.array("outputs")) {
        const std::vector<float> outputs = floats(row);
        sums.add(answer_of(outputs, labels[p].get<std::uint32_t>()), weighted ? weights[p] : 1);
        ++p;
    }
    return sums.figures();
}

void check_classes(const ClassificationFigures& found, const JsonReader& expected) {
    const auto check = [&](const char* name, double value, double tolerance = 1e-12) {
        INFO(name << " " << value << ", expected " << expected.number(name));
        CHECK(same(value, expected.number(name), tolerance));
    };
    check("accuracy", found.accuracy);
    check("balanced_accuracy", found.balanced_accuracy);
    check("precision", found.precision);
    check("recall", found.recall);
    check("f1", found.f1);
    check("top_5_accuracy", found.top_k_accuracy);
    check("roc_auc", found.roc_auc);
    check("log_loss", found.log_loss, 1e-6);  // there, each row of float32 outputs is divided by its sum
    const Json& labels = expected.array("labels");
    REQUIRE(found.classes.size() == labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        CHECK(found.classes[i].label == labels[i].get<std::uint32_t>());
        CHECK(same(found.classes[i].precision, number(expected.array("class_precision")[i])));
        CHECK(same(found.classes[i].recall, number(expected.array("class_recall")[i])));
        CHECK(same(found.classes[i].f1, number(expected.array("class_f1")[i])));
    }
}

RegressionFigures number_figures(const JsonReader& given, bool weighted) {
    RegressionSums sums(given.whole("columns"));
    const std::vector<float> weights = floats(given.array("weights"));
    const Json &outputs = given.array("outputs"), &targets = given.array("targets");
    const auto weight = [&](std::size_t p) { return weighted ? weights[p] : 1; };
    for (std::size_t p = 0; p < weights.size(); ++p) {
        sums.add_target(targets[p].get<std::vector<double>>(), weight(p));
    }
    for (std::size_t p = 0; p < weights.size(); ++p) {
        sums.add(outputs[p].get<std::vector<double>>(), targets[p].get<std::vector<double>>(), weight(p));
    }
    return sums.figures();
}

void check_numbers(const RegressionFigures& found, const JsonReader& expected) {
    const auto check = [&](const std::string& name, double NumberFigures::*figure) {
        INFO(name);
        CHECK(same(found.all.*figure, expected.number(name)));
        for (std::size_t i = 0; i < found.targets.size(); ++i) {
            CHECK(same(found.targets[i].*figure, number(expected.array("targets_" + name)[i])));
        }
    };
    check("mean_squared_error", &NumberFigures::mean_squared_error);
    check("root_mean_squared_error", &NumberFigures::root_mean_squared_error);
    check("mean_absolute_error", &NumberFigures::mean_absolute_error);
    check("r2", &NumberFigures::r2);
}

}  // namespace

TEST_CASE("figures of classes are those of scikit-learn, by number and by weight") {
    const std::vector<JsonReader> all = cases("classes");
    CHECK(all.size() == 8);
    for (const JsonReader& one : all) {
        for (const bool weighted : by_weight) {
            INFO(one.text("name") << (weighted ? ", weighted" : ""));
            check_classes(class_figures(one, weighted), one.object(weighted ? "weighted" : "plain"));
        }
    }
}

TEST_CASE("top-k accuracy is that of scikit-learn for any k, by number and by weight") {
    for (const JsonReader& one : cases("classes")) {
        for (const bool weighted : by_weight) {
            for (const std::size_t k : {1, 2}) {
                INFO(one.text("name") << (weighted ? ", weighted, k " : ", k ") << k);
                if (one.whole("classes") == 2) continue;  // there it has a figure of one score
                const double found = class_figures(one, weighted, k).top_k_accuracy;
                const JsonReader expected = one.object(weighted ? "weighted" : "plain");
                CHECK(same(found, expected.number("top_" + std::to_string(k) + "_accuracy")));
            }
        }
    }
}

TEST_CASE("figures of numbers are those of scikit-learn, by number and by weight") {
    const std::vector<JsonReader> all = cases("numbers");
    CHECK(all.size() == 4);
    for (const JsonReader& one : all) {
        for (const bool weighted : by_weight) {
            INFO(one.text("name") << (weighted ? ", weighted" : ""));
            check_numbers(number_figures(one, weighted), one.object(weighted ? "weighted" : "plain"));
        }
    }
}

}  // namespace descent::model
