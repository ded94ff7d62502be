#include "bindings/rules/functions.h"

#include <descent/error.h>
#include <descent/plugin/draft/matrix.h>
#include <descent/plugin/draft/whole_numbers.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "bindings/rules/instance.h"
#include "bindings/rules/python_rule.h"

namespace descent::python {
namespace {

constexpr std::size_t most_rules = 64;

std::array<const PythonRule*, most_rules>& owners() {
    static std::array<const PythonRule*, most_rules> rules{};
    return rules;
}

template <std::size_t number>
descent_status create(const double* values, void** instance, descent_message* /*message*/) {
    *instance = make_instance(*owners()[number], values);
    return DESCENT_OK;
}

template <std::size_t number>
std::int32_t is_whole(std::uint32_t setting) {
    return owners()[number]->is_whole(setting) ? 1 : 0;
}

/// `transform` has moved the weights already.
void update_nothing(const void* /*instance*/, const descent_stretch* /*stretch*/, const descent_step* /*step*/) {}
void update_nothing_in_double(const void* /*instance*/, const descent_double_stretch* /*stretch*/,
                              const descent_step* /*step*/) {}
descent_update loop(const void* /*instance*/, std::int32_t /*instruction_set*/) { return update_nothing; }

template <std::size_t number>
const void* extension(const char* id) {
    static constexpr descent_whole_numbers whole{sizeof(whole), DESCENT_ABI_VERSION, is_whole<number>};
    static constexpr descent_matrix_rule matrix{sizeof(matrix), DESCENT_ABI_VERSION, transform, transform_in_double};
    static constexpr descent_double_loops loops{sizeof(loops), DESCENT_ABI_VERSION, update_nothing_in_double, nullptr};
    const std::string_view wanted = id;
    if (wanted == DESCENT_WHOLE_NUMBERS) return &whole;
    if (wanted == DESCENT_MATRIX) return &matrix;
    return wanted == DESCENT_DOUBLE_LOOPS ? &loops : nullptr;
}

struct Functions {
    decltype(descent_rule::create) create;
    decltype(descent_rule::extension) extension;
};

template <std::size_t... numbers>
constexpr std::array<Functions, most_rules> all_functions(std::index_sequence<numbers...> /*of all*/) {
    return {Functions{create<numbers>, extension<numbers>}...};
}

}  // namespace

std::size_t take_functions(const PythonRule& owner, descent_rule& rule) {
    static constexpr std::array<Functions, most_rules> table = all_functions(std::make_index_sequence<most_rules>());
    const auto free = std::ranges::find(owners(), nullptr);
    if (free == owners().end()) {
        throw Error("more than " + to_text(most_rules) + " rules of Python are in use at once");
    }
    const auto number = static_cast<std::size_t>(free - owners().begin());
    *free = &owner;
    rule.create = table[number].create;
    rule.destroy = destroy_instance;
    rule.loop = loop;
    rule.extension = table[number].extension;
    return number;
}

void give_functions_back(std::size_t number) { owners()[number] = nullptr; }

}  // namespace descent::python
