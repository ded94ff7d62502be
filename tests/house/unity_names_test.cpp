#include "house/unity_names.h"
#include "support/catch.h"

namespace descent::house {
namespace {

TEST_CASE("Files that may be compiled together declare no name twice") {
    std::vector<std::string> complaints;
    for (const std::vector<SourceFile>& room : unity_rooms()) {
        for (const std::string& complaint : equal_names(room)) complaints.push_back(complaint);
    }
    INFO(listed(complaints));
    CHECK(complaints.empty());
    CHECK(unity_rooms().size() >= 10);
}

/// Complaints about two files of a room, each in `namespace descent`.
std::size_t clashes(const std::string& one, const std::string& other) {
    const std::string begin = "#include <map>\nnamespace descent {\n", end = "}  // namespace descent\n";
    return equal_names({{"a.cpp", begin + one + end}, {"b.cpp", begin + other + end}}).size();
}

TEST_CASE("The check finds a name that two files declare for themselves") {
    CHECK(clashes("namespace { int f(int x) { return x; } }",
                  "namespace { std::map<int, int> f(const T& x) { return {}; } }") == 1);
    CHECK(clashes("namespace { constexpr int size = 3; }", "static const int size{4};") == 1);
    CHECK(clashes("namespace { struct Row { int a; }; }", "namespace { enum class Row { a, b }; }") == 1);
    CHECK(clashes("namespace { template <class T> T* half(T* x) { return x; } }", "int half() { return 2; }") == 1);
    CHECK(clashes("using data::Table;", "namespace { class Table {}; }") == 1);
    CHECK(clashes("using Table = data::Table;", "using Table = model::Table;") == 1);
}

TEST_CASE("The check lets names pass that do not meet") {
    CHECK(clashes("namespace { int f() { int x = 3; return x; } }", "namespace { int g() { int x = 4; return x; } }") ==
          0);
    CHECK(clashes("namespace { int f(); }", "namespace inner { namespace { int f(); } }") == 0);
    CHECK(clashes("void Row::add() {}", "namespace { void add() {} }") == 0);
    CHECK(clashes("void show(int) {}", "void show(double) {}") == 0);
    CHECK(clashes("using data::Table;", "using data::Table;") == 0);
    CHECK(clashes("namespace { const char* open = \"{\"; char a = '\"'; }",
                  "namespace { char mark = '{'; int b = 1; }") == 0);
    CHECK(clashes("namespace { int f(); } int f() { return 1; }", "// int f() {") == 0);
}

}  // namespace
}  // namespace descent::house
