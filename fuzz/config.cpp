// Foreign bytes as a file of options: each subcommand takes it or refuses it, and so does each option with its text.

#include "cli/command.h"
#include "cli/options/parse.h"
#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto file = fuzz::file_of(bytes, size);
    for (const auto& command : cli::commands()) {
        cli::OptionList options;
        command->describe(options);
        fuzz::read_or_refuse([&] {
            cli::OptionValues places;
            for (const auto& [name, given] : cli::parse_config(options, file, places)) {
                fuzz::require(places.at(name).size() == given.size());
                const cli::Option* option = options.find(name);
                fuzz::require(option != nullptr);
                for (const std::string& text : given) fuzz::read_or_refuse([&] { option->set(text); });
            }
        });
    }
    return 0;
}
