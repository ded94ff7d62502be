// Which instruction set runs, and what a wrong wish is told.
#include <descent/error.h>

#include "kernels/dispatch.h"
#include "support/catch.h"

namespace descent::kernels {

// in files and in binaries: never change
static_assert(DESCENT_SET_BASELINE == 0 && DESCENT_SET_AVX2 == 1 && DESCENT_SET_AVX512 == 2 && DESCENT_SET_NEON == 3);

namespace {

std::string message_of(std::string_view wanted) {
    try {
        choose_instruction_set(wanted);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("Without a wish the widest supported instruction set is chosen") {
    const auto supported = supported_instruction_sets();
    REQUIRE_FALSE(supported.empty());
    const Choice choice = choose_instruction_set("");
    CHECK(choice.set == supported.back());
    CHECK(choice.reason == "widest supported");
}

TEST_CASE("Every supported instruction set can be forced") {
    for (const InstructionSet set : supported_instruction_sets()) {
        const Choice choice = choose_instruction_set(to_string(set));
        CHECK(choice.set == set);
        CHECK(choice.reason == "DESCENT_ISA=" + std::string(to_string(set)));
        CHECK(table_for(set).instruction_set == set);
    }
}

TEST_CASE("An unknown instruction set is refused with the list of the known ones") {
    for (const char* wanted : {"sse9", "AVX2", " avx2", "avx2,avx512"}) {
        INFO(wanted);
        CHECK_THAT(message_of(wanted), ContainsSubstring("DESCENT_ISA"));
        CHECK_THAT(message_of(wanted), ContainsSubstring("'" + std::string(wanted) + "'"));
        CHECK_THAT(message_of(wanted), ContainsSubstring("baseline, avx2, avx512, neon"));
    }
}

TEST_CASE("An instruction set that this machine lacks is refused with those that it has") {
    const auto supported = supported_instruction_sets();
    for (const InstructionSet set : all_instruction_sets()) {
        if (std::count(supported.begin(), supported.end(), set) != 0) continue;
        INFO(to_string(set));
        CHECK_THROWS_AS(table_for(set), UsageError);
        CHECK_THAT(message_of(to_string(set)), ContainsSubstring("cannot run '" + std::string(to_string(set)) + "'"));
        CHECK_THAT(message_of(to_string(set)), ContainsSubstring(std::string(to_string(supported.front()))));
    }
}

TEST_CASE("Names of instruction sets are read back") {
    for (const InstructionSet set : all_instruction_sets()) {
        CHECK(parse_instruction_set(to_string(set)) == set);
    }
}

TEST_CASE("Supported sets are listed narrowest first, each once") {
    const auto supported = supported_instruction_sets();
    for (std::size_t i = 1; i < supported.size(); ++i) CHECK(supported[i - 1] < supported[i]);
}

}  // namespace descent::kernels
