// Reads the models that Python's safetensors package wrote again and compares them with ours. Skipped where it wrote
// none.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include <descent/model.h>

#include "model/hand_made.h"

int main(int, char** arguments) try {
    const std::string folder = std::string(arguments[1]) + "/";
    for (const char* name : {"quarter", "largest", "deep", "linear"}) {
        const std::string again = folder + name + ".again.safetensors";
        if (!std::filesystem::exists(again)) {
            std::printf("skipped: no %s; the Python of the test before has no package safetensors\n", again.c_str());
            return 77;
        }
        const auto ours = descent::load(folder + name + ".safetensors");
        if (!descent::test::same(ours, descent::load(again))) {
            std::fprintf(stderr, "%s is another model after Python wrote it again\n", name);
            return 1;
        }
    }
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
