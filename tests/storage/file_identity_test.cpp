#include "storage/file_identity.h"

#include <descent/error.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::storage;
using descent::test::TemporaryFolder;

namespace fs = std::filesystem;

TEST_CASE("All names of a file have one identity: dots, links of both kinds, another folder's name") {
    const TemporaryFolder folder;
    folder.write("x", "bytes");
    folder.write("y", "bytes");
    fs::create_directory(folder.path("a"));
    fs::create_symlink("../x", folder.path("a/link"));
    fs::create_hard_link(folder.path("x"), folder.path("hard"));
    fs::create_directory_symlink(folder.path("a"), folder.path("b"));
    const auto x = identity_of(folder.path("x"));
    REQUIRE(x);
    for (const char* name : {"./x", "a/../x", "a/link", "b/link", "hard", "b/../x"}) {
        CAPTURE(name);
        CHECK(identity_of(folder.path(name)) == x);
    }
    CHECK_FALSE(identity_of(folder.path("y")) == x);
}

TEST_CASE("A file that is not there yet has an identity too") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path("a"));
    fs::create_directory_symlink("a", folder.path("b"));
    fs::create_symlink("a/new", folder.path("dangling"));
    const auto made = identity_of(folder.path("a/new"));
    CHECK(identity_of(folder.path("b/new")) == made);
    CHECK(identity_of(folder.path("dangling")) == made);
    CHECK_FALSE(identity_of(folder.path("new")) == made);
    CHECK(identity_of(folder.path("no/such/./x")) == identity_of(folder.path("no/such/x")));
    CHECK_FALSE(identity_of(folder.path("no/such/x")) == identity_of(folder.path("no/x")));
}

TEST_CASE("Pipes and devices have none: two options may name them") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    CHECK_FALSE(identity_of(folder.path("pipe")));
    CHECK_FALSE(identity_of("/dev/null"));
    CHECK_FALSE(identity_of("") == identity_of("x"));
}

TEST_CASE("The target of a chain of links is the last name, there or not, and a circle is an error") {
    const TemporaryFolder folder;
    fs::create_symlink("two", folder.path("one"));
    fs::create_symlink("three", folder.path("two"));
    CHECK(target_of(folder.path("one")) == folder.path("three"));
    CHECK(target_of("plain") == "plain");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const std::string nameless = "/dev/fd/" + std::to_string(ends[1]);  // a link, but to no name
    CHECK(target_of(nameless) == nameless);
    ::close(ends[0]);
    ::close(ends[1]);
    fs::create_symlink("one", folder.path("three"));
    CHECK_THROWS_WITH(target_of(folder.path("one")), ContainsSubstring("its links lead in a circle"));
}
