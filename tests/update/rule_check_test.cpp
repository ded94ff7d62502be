// Every field of a rule that can be wrong, found before the rule is used.
#include "update/rule_check.h"

#include <descent/plugin/draft/evaluation_weights.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/draft/whole_numbers.h>
#include <descent/plugin/draft/wrapper.h>

#include <limits>

#include <descent/error.h>

#include "support/catch.h"

using namespace descent;

namespace {

descent_status create(const double*, void**, descent_message*) { return DESCENT_REFUSED; }
void destroy(void*) {}
descent_update loop(const void*, int32_t) { return nullptr; }

/// A good rule with one hyper-parameter and one slot, to be spoilt.
struct Spoilt {
    const char* words[3] = {"one", "two", "three"};
    descent_hyper_parameter parameter[2] = {
        {sizeof(descent_hyper_parameter), 1, "learning_rate", "help", 0.1, 0.01, 1, DESCENT_SCALE_LOG, 0, nullptr},
        {sizeof(descent_hyper_parameter), 1, "variant", "help", 0, 0, 2, DESCENT_SCALE_CHOICE, 3, words}};
    descent_slot slot[2] = {{sizeof(descent_slot), 1, "mean", "help"}, {sizeof(descent_slot), 1, "square", "help"}};
    descent_rule rule = {sizeof(descent_rule),
                         1,
                         "good",
                         "w -= eta g",
                         "source",
                         2,
                         2,
                         parameter,
                         slot,
                         create,
                         destroy,
                         nullptr,
                         nullptr,
                         loop,
                         nullptr};

    std::string message() const {
        try {
            update::check_rule(rule, "x.so");
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
};

template <class Spoil>
std::string after(Spoil spoil) {
    Spoilt spoilt;
    spoil(spoilt);
    return spoilt.message();
}

}  // namespace

TEST_CASE("a good rule is described as it is") {
    const OptimizerInfo info = update::check_rule(Spoilt().rule, "x.so");
    CHECK(info.name == "good");
    CHECK(after([](Spoilt& s) { s.rule.name = "good-enough"; }) == "");
    CHECK(info.hyper_parameters[1].choices == std::vector<std::string>{"one", "two", "three"});
    CHECK(info.slots[1].name == "square");
}

TEST_CASE("a rule with a wrong field is refused with the field's name") {
    const std::string who = "optimizer 'good' of x.so: ";
    CHECK(after([](Spoilt& s) { s.rule.name = nullptr; }) == "a rule of x.so: its name is null, expected text");
    CHECK(after([](Spoilt& s) { s.rule.name = "Good one"; }) ==
          "a rule of x.so: its name is 'Good one', expected lower case letters, digits and '_-'");
    CHECK(
        after([](Spoilt& s) { s.rule.abi_version = 2; }) ==
        "a rule of x.so: its description has ABI version 2 and 104 bytes; this descent knows version 1 with 104 bytes");
    CHECK(after([](Spoilt& s) { s.rule.formula = nullptr; }) == who + "its formula is null, expected text");
    const std::string long_text(3000, 'x');
    CHECK(after([&](Spoilt& s) { s.rule.source = long_text.c_str(); }) == who + "its source has more than 2000 bytes");
    CHECK(after([](Spoilt& s) { s.rule.create = nullptr; }) == who + "function 'create' is null");
    CHECK(after([](Spoilt& s) { s.rule.loop = nullptr; }) == who + "it has no function 'loop'");
    CHECK(after([](Spoilt& s) { s.rule.slots = nullptr; }) == who + "the table of slots is null");
    CHECK(after([](Spoilt& s) { s.rule.slot_count = 65; }) == who + "number of slots is 65, expected at most 64");
    CHECK(after([](Spoilt& s) { s.rule.hyper_parameter_count = 1U << 31U; }) ==
          who + "number of hyper-parameters is 2147483648, expected at most 64");
    CHECK(after([](Spoilt& s) { s.slot[1].name = "mean"; }) == who + "two of its slots are named 'mean'");
    CHECK(after([](Spoilt& s) { s.slot[1].size = 8; }) ==
          who + "slot 1 has ABI version 1 and 8 bytes; this descent knows version 1 with 24 bytes");
}

TEST_CASE("a whole number whose range or default is not whole is refused") {
    static const descent_whole_numbers whole = {sizeof(descent_whole_numbers), 1,
                                                [](uint32_t) -> int32_t { return 1; }};
    constexpr auto extension = [](const char* id) -> const void* {
        return std::string(id) == DESCENT_WHOLE_NUMBERS ? &whole : nullptr;
    };
    CHECK(after([&](Spoilt& s) { s.rule.extension = extension; }) ==
          "optimizer 'good' of x.so: hyper-parameter 'learning_rate' is a whole number, but its range is 0.01 to 1 and "
          "its default 0.1");
    CHECK(after([&](Spoilt& s) {
              s.rule.extension = extension;
              s.parameter[0].minimum = s.parameter[0].default_value = 1;
          }) == "");
}

TEST_CASE("evaluation weights in a slot that there is not are refused") {
    static const descent_evaluation_weights weights = {sizeof(descent_evaluation_weights), 1, 2, 0};
    CHECK(after([](Spoilt& s) {
              s.rule.extension = [](const char* id) -> const void* {
                  return std::string(id) == DESCENT_EVALUATION_WEIGHTS ? &weights : nullptr;
              };
          }) == "optimizer 'good' of x.so: its evaluation_weights extension names slot 2, but it has 2");
}

TEST_CASE("a wrapper that names a slot that there is not is refused") {
    static const descent_wrapper wrapper = {sizeof(descent_wrapper), 1, 2, 0};
    CHECK(after([](Spoilt& s) {
              s.rule.extension = [](const char* id) -> const void* {
                  return std::string(id) == DESCENT_WRAPPER ? &wrapper : nullptr;
              };
          }) == "optimizer 'good' of x.so: its wrapper extension names slot 2, but it has 2");
}

TEST_CASE("measures with a place are refused where nothing would call them") {
    static descent_placed_measures measures = {sizeof(descent_placed_measures), 1, nullptr, nullptr, nullptr, nullptr};
    const auto message = [](decltype(measures.norms) norms, decltype(measures.sums) sums) {
        measures.norms = norms;
        measures.sums = sums;
        return after([](Spoilt& s) {
            s.rule.extension = [](const char* id) -> const void* {
                return std::string(id) == DESCENT_PLACED_MEASURES ? &measures : nullptr;
            };
        });
    };
    const auto loops = [](const void*, int32_t) -> descent_placed_measure { return nullptr; };
    const std::string who = "optimizer 'good' of x.so: its placed_measures extension ";
    CHECK(message(nullptr, nullptr) == who + "is empty");
    CHECK(message(loops, nullptr) == who + "has a function 'norms', but it has no extension descent.norms/1");
    CHECK(message(nullptr, loops) == who + "has a function 'sums', but it has no extension descent.sums/1");
}

TEST_CASE("a rule with a wrong hyper-parameter is refused with the reason") {
    const std::string who = "optimizer 'good' of x.so: ";
    CHECK(after([](Spoilt& s) { s.parameter[0].name = "learning rate"; }) ==
          who + "name of hyper-parameter 0 is 'learning rate', expected lower case letters, digits and '_'");
    CHECK(after([](Spoilt& s) { s.parameter[0].minimum = 0; }) ==
          who +
              "hyper-parameter 'learning_rate' has range 0 to 1 and default 0.1, expected minimum <= default <= "
              "maximum, and a minimum above 0 on a log scale");
    CHECK(after([](Spoilt& s) { s.parameter[0].default_value = 2; }).find("default 2") != std::string::npos);
    CHECK(after([](Spoilt& s) { s.parameter[0].maximum = std::numeric_limits<double>::infinity(); }) ==
          who +
              "hyper-parameter 'learning_rate' has range 0.01 to inf, expected finite ends, such as 1e6 where there is "
              "no bound: tuning draws from the range");
    CHECK(after([](Spoilt& s) { s.parameter[0].default_value = std::numeric_limits<double>::quiet_NaN(); }) != "");
    CHECK(after([](Spoilt& s) { s.parameter[0].scale = 9; }) ==
          who + "scale of hyper-parameter 'learning_rate' is 9, expected 0, 1 or 2");
    CHECK(after([](Spoilt& s) { s.parameter[1].choice_count = 0; }) ==
          who + "hyper-parameter 'variant' has no choices");
    CHECK(after([](Spoilt& s) { s.parameter[1].choices = nullptr; }) ==
          who + "the choices of hyper-parameter 'variant' is null");
    CHECK(after([](Spoilt& s) { s.parameter[1].maximum = 5; }) ==
          who + "hyper-parameter 'variant' chooses among 3 words, but its range is 0 to 5 and its default 0");
    CHECK(after([](Spoilt& s) { s.words[1] = nullptr; }) ==
          who + "choice 1 of hyper-parameter 'variant' is null, expected text");
}
