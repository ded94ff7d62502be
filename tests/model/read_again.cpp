// Reads the models that Python's safetensors package wrote again and compares them with ours.
#include <cstdio>
#include <exception>
#include <string>

#include <descent/model.h>

#include "model/hand_made.h"

int main(int, char** arguments) try {
    const std::string folder = std::string(arguments[1]) + "/";
    for (const char* name : {"quarter", "largest", "deep", "linear"}) {
        const auto ours = descent::load(folder + name + ".safetensors");
        if (!descent::test::same(ours, descent::load(folder + name + ".again.safetensors"))) {
            std::fprintf(stderr, "%s is another model after Python wrote it again\n", name);
            return 1;
        }
    }
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
