#include "update/rule_check.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <string_view>

#include <descent/error.h>

#include "base/text.h"
#include "update/host/call.h"
#include "update/host/closure_of_rule.h"
#include "update/host/instance.h"

namespace descent::update {
namespace {

/// What an `int` of a rule holds.
constexpr double most_whole = 2147483647;

/// Checks one rule; every throw names it.
class Checker {
public:
    explicit Checker(std::string who) : who_(std::move(who)) {}

    [[noreturn]] void fail(const std::string& problem) const { throw Error(who_ + ": " + problem); }

    /// Bytes up to the zero, at most `longest`.
    std::string text(const char* found, const std::string& field, std::size_t longest = 2000) const {
        if (found == nullptr) fail(field + " is null, expected text");
        const std::size_t length = strnlen(found, longest + 1);
        if (length > longest) fail(field + " has more than " + to_text(longest) + " bytes");
        return printable(std::string_view(found, length), longest);
    }

    /// A word that can be typed, stored and found again.
    std::string word(const char* found, const std::string& field, std::string_view more = "_") const {
        const std::string name = text(found, field, 64);
        const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || more.find(c) != std::string_view::npos;
        });
        if (!good) fail(field + " is " + quote(name) + ", expected lower case letters, digits and " + quote(more));
        return name;
    }

    void count(std::uint64_t found, std::uint64_t most, const std::string& field) const {
        if (found > most) fail(field + " is " + to_text(found) + ", expected at most " + to_text(most));
    }

    void pointer(const void* found, const std::string& field) const {
        if (found == nullptr) fail(field + " is null");
    }

    void size(std::uint32_t found, std::uint32_t version, std::uint32_t known, const std::string& field) const {
        const std::string problem = size_problem(found, version, known);
        if (!problem.empty()) fail(field + " " + problem);
    }

    std::vector<SlotInfo> slots(const descent_slot* described, std::uint32_t number, const std::string& field) const {
        count(number, DESCENT_MOST_SLOTS, "number of " + field + "s");
        if (number > 0) pointer(described, "the table of " + field + "s");
        std::vector<SlotInfo> result;
        std::set<std::string> names;
        for (std::uint32_t i = 0; i < number; ++i) {
            const std::string place = field + " " + to_text(i);
            size(described[i].size, described[i].abi_version, sizeof(descent_slot), place);
            result.push_back(
                {word(described[i].name, "name of " + place), text(described[i].help, "help of " + place)});
            if (!names.insert(result.back().name).second)
                fail("two of its " + field + "s are named " + quote(result.back().name));
        }
        return result;
    }

    HyperParameterInfo hyper_parameter(const descent_hyper_parameter& p, const std::string& place) const {
        size(p.size, p.abi_version, sizeof(descent_hyper_parameter), place);
        HyperParameterInfo info;
        info.name = word(p.name, "name of " + place);
        const std::string named = "hyper-parameter " + quote(info.name);
        info.help = text(p.help, "help of " + named);
        info.default_value = p.default_value;
        info.minimum = p.minimum;
        info.maximum = p.maximum;
        if (p.scale < DESCENT_SCALE_LINEAR || p.scale > DESCENT_SCALE_CHOICE) {
            fail("scale of " + named + " is " + to_text(p.scale) + ", expected 0, 1 or 2");
        }
        info.scale = static_cast<Scale>(p.scale);
        if (info.scale == Scale::choice) read_choices(p, named, info);
        if (!std::isfinite(p.minimum) || !std::isfinite(p.maximum)) {
            fail(named + " has range " + to_text(p.minimum) + " to " + to_text(p.maximum) +
                 ", expected finite ends, such as 1e6 where there is no bound: tuning draws from the range");
        }
        if (!(p.minimum <= p.default_value) || !(p.default_value <= p.maximum) ||
            (info.scale == Scale::log && p.minimum <= 0)) {
            fail(named + " has range " + to_text(p.minimum) + " to " + to_text(p.maximum) + " and default " +
                 to_text(p.default_value) + ", expected minimum <= default <= maximum" +
                 (info.scale == Scale::log ? ", and a minimum above 0 on a log scale" : ""));
        }
        return info;
    }

private:
    void read_choices(const descent_hyper_parameter& p, const std::string& named, HyperParameterInfo& info) const {
        if (p.choice_count == 0) fail(named + " has no choices");
        count(p.choice_count, 64, "number of choices of " + named);
        pointer(static_cast<const void*>(p.choices), "the choices of " + named);
        for (std::uint32_t i = 0; i < p.choice_count; ++i) {
            info.choices.push_back(word(p.choices[i], "choice " + to_text(i) + " of " + named, "_-."));
        }
        if (p.minimum != 0 || p.maximum != p.choice_count - 1 || p.default_value != std::floor(p.default_value)) {
            fail(named + " chooses among " + to_text(p.choice_count) + " words, but its range is " +
                 to_text(p.minimum) + " to " + to_text(p.maximum) + " and its default " + to_text(p.default_value));
        }
    }

    std::string who_;
};

void check_norms(const descent_norms& norms, const Checker& check, OptimizerInfo& info) {
    if (norms.measure_count == 0) check.fail("its norms extension measures nothing");
    check.count(norms.measure_count, DESCENT_MOST_MEASURES, "number of measures");
    info.tensor_slots = check.slots(norms.tensor_slots, norms.tensor_slot_count, "tensor slot");
    check.pointer(reinterpret_cast<const void*>(norms.measure), "the norms extension's function 'measure'");
    check.pointer(reinterpret_cast<const void*>(norms.begin_tensor), "the norms extension's function 'begin_tensor'");
}

/// Which hyper-parameters are whole numbers.
void check_whole_numbers(const descent_whole_numbers& whole, const Checker& check, OptimizerInfo& info) {
    check.pointer(reinterpret_cast<const void*>(whole.is_whole), "the whole_numbers extension's function 'is_whole'");
    for (std::uint32_t i = 0; i < info.hyper_parameters.size(); ++i) {
        HyperParameterInfo& p = info.hyper_parameters[i];
        p.whole = p.scale != Scale::choice && whole.is_whole(i) != 0;
        for (const double value : {p.minimum, p.maximum, p.default_value}) {
            if (!p.whole || (value == std::floor(value) && std::abs(value) <= most_whole)) continue;
            check.fail("hyper-parameter " + quote(p.name) + " is a whole number, but its range is " +
                       to_text(p.minimum) + " to " + to_text(p.maximum) + " and its default " +
                       to_text(p.default_value));
        }
    }
}

/// A function that the host would never call is an author's mistake.
void check_placed_measures(const descent_placed_measures& measures, const descent_rule& rule, const std::string& who,
                           const Checker& check) {
    if (measures.norms == nullptr && measures.sums == nullptr) check.fail("its placed_measures extension is empty");
    if (measures.norms != nullptr && find_extension<descent_norms>(rule, DESCENT_NORMS, who) == nullptr) {
        check.fail("its placed_measures extension has a function 'norms', but it has no extension " DESCENT_NORMS);
    }
    if (measures.sums != nullptr && find_extension<descent_sums>(rule, DESCENT_SUMS, who) == nullptr) {
        check.fail("its placed_measures extension has a function 'sums', but it has no extension " DESCENT_SUMS);
    }
}

void check_wrapper(const descent_wrapper& wrapper, const descent_rule& rule, const std::string& who,
                   const Checker& check) {
    if (find_closure(rule, who).exists()) check.fail("it works around other rules, and evaluates the loss itself");
    if (wrapper.looks_ahead > 1) check.fail("its wrapper extension has looks_ahead " + to_text(wrapper.looks_ahead));
    if (wrapper.looks_ahead == 1 && wrapper.before_slot != -1) {
        check.fail("it looks ahead, so there are no weights before a step for its slot " +
                   to_text(wrapper.before_slot));
    }
    if (wrapper.before_slot < -1 || wrapper.before_slot >= static_cast<std::int64_t>(rule.slot_count)) {
        check.fail("its wrapper extension names slot " + to_text(wrapper.before_slot) + ", but it has " +
                   to_text(rule.slot_count));
    }
}

void check_drafts(const descent_rule& rule, const std::string& who, const Checker& check, OptimizerInfo& info) {
    if (const auto* run = find_extension<descent_begin_run>(rule, DESCENT_RUN, who)) {
        check.pointer(reinterpret_cast<const void*>(run->begin_run), "the run extension's function 'begin_run'");
    }
    if (const auto* placed = find_extension<descent_placed_loops>(rule, DESCENT_PLACED_LOOPS, who)) {
        check.pointer(reinterpret_cast<const void*>(placed->loop), "the placed_loops extension's function 'loop'");
    }
    if (const auto* sums = find_extension<descent_sums>(rule, DESCENT_SUMS, who)) {
        if (sums->sum_count == 0) check.fail("its sums extension adds nothing up");
        check.count(sums->sum_count, DESCENT_MOST_SUMS, "number of sums");
        check.pointer(reinterpret_cast<const void*>(sums->measure), "the sums extension's function 'measure'");
        check.pointer(reinterpret_cast<const void*>(sums->end_sums), "the sums extension's function 'end_sums'");
    }
    if (const auto* measures = find_extension<descent_placed_measures>(rule, DESCENT_PLACED_MEASURES, who)) {
        check_placed_measures(*measures, rule, who, check);
    }
    if (const auto* matrix = find_extension<descent_matrix_rule>(rule, DESCENT_MATRIX, who)) {
        check.pointer(reinterpret_cast<const void*>(matrix->transform), "the matrix extension's function 'transform'");
    }
    if (const auto* weights = find_extension<descent_evaluation_weights>(rule, DESCENT_EVALUATION_WEIGHTS, who)) {
        if (weights->slot >= rule.slot_count) {
            check.fail("its evaluation_weights extension names slot " + to_text(weights->slot) + ", but it has " +
                       to_text(rule.slot_count));
        }
    }
    if (const auto* wrapper = find_extension<descent_wrapper>(rule, DESCENT_WRAPPER, who)) {
        info.wraps = true;
        check_wrapper(*wrapper, rule, who, check);
    }
    if (const auto* whole = find_extension<descent_whole_numbers>(rule, DESCENT_WHOLE_NUMBERS, who)) {
        check_whole_numbers(*whole, check, info);
    }
}

void check_extensions(const descent_rule& rule, const std::string& who, const Checker& check, OptimizerInfo& info) {
    if (const auto* begin = find_extension<descent_begin_step>(rule, DESCENT_BEGIN_STEP, who)) {
        info.global_slots = check.slots(begin->globals, begin->global_count, "global slot");
        check.pointer(reinterpret_cast<const void*>(begin->begin_step),
                      "the begin_step extension's function 'begin_step'");
    }
    if (const auto* norms = find_extension<descent_norms>(rule, DESCENT_NORMS, who)) check_norms(*norms, check, info);
    const ClosureOfRule closure = find_closure(rule, who);
    if (closure.exists()) check.pointer(closure.minimise(), "the closure extension's function 'minimise'");
    check_drafts(rule, who, check, info);
    if (rule.loop == nullptr && !closure.exists()) check.fail("it has no function 'loop'");
}

}  // namespace

std::string size_problem(std::uint32_t size, std::uint32_t abi_version, std::uint32_t known_size) {
    if (abi_version == DESCENT_ABI_VERSION && size == known_size) return "";
    return "has ABI version " + to_text(abi_version) + " and " + to_text(size) + " bytes; this descent knows version " +
           to_text(DESCENT_ABI_VERSION) + " with " + to_text(known_size) + " bytes";
}

const void* find_extension(const descent_rule& rule, const char* id, std::uint32_t size, const std::string& who) {
    if (rule.extension == nullptr) return nullptr;
    const void* found = nullptr;
    call(who, "tell its extensions", [&](descent_message*) {
        found = rule.extension(id);
        return DESCENT_OK;
    });
    if (found == nullptr) return nullptr;
    std::uint32_t head[2];  // size and version: how every struct of the ABI begins
    std::memcpy(head, found, sizeof(head));
    const std::string problem = size_problem(head[0], head[1], size);
    if (!problem.empty()) throw Error(who + ": its extension " + id + " " + problem);
    return found;
}

bool uses_planned_steps(const Registry& registry, std::string_view optimizer) {
    for (const OptimizerInfo& part : registry.parts(optimizer)) {
        const auto* const run = find_extension<descent_begin_run>(registry.rule(part.name), DESCENT_RUN, part.name);
        if (run != nullptr && run->uses_planned_steps != 0) return true;
    }
    return false;
}

OptimizerInfo check_rule(const descent_rule& rule, const std::string& file) {
    const Checker nameless(file.empty() ? "a built-in rule" : "a rule of " + printable(file));
    nameless.size(rule.size, rule.abi_version, sizeof(descent_rule), "its description");
    OptimizerInfo info;
    info.name = nameless.word(rule.name, "its name", "_-");
    const std::string who = who_is(info.name, file);
    const Checker check(who);
    info.formula = check.text(rule.formula, "its formula");
    info.source = check.text(rule.source, "its source");
    info.file = file;
    check.count(rule.hyper_parameter_count, DESCENT_MOST_HYPER_PARAMETERS, "number of hyper-parameters");
    if (rule.hyper_parameter_count > 0) check.pointer(rule.hyper_parameters, "the table of hyper-parameters");
    std::set<std::string> names;
    for (std::uint32_t i = 0; i < rule.hyper_parameter_count; ++i) {
        info.hyper_parameters.push_back(
            check.hyper_parameter(rule.hyper_parameters[i], "hyper-parameter " + to_text(i)));
        const std::string& name = info.hyper_parameters.back().name;
        if (!names.insert(name).second) check.fail("two of its hyper-parameters are named " + quote(name));
    }
    info.slots = check.slots(rule.slots, rule.slot_count, "slot");
    check.pointer(reinterpret_cast<const void*>(rule.create), "function 'create'");
    check.pointer(reinterpret_cast<const void*>(rule.destroy), "function 'destroy'");
    check_extensions(rule, who, check, info);
    return info;
}

}  // namespace descent::update
