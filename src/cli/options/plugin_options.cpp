#include "cli/options/plugin_options.h"

#include <cstdlib>

#include <descent/error.h>

#include "storage/whole_files.h"

namespace descent::cli {
namespace {

/// Parts between colons, as in PATH; empty parts count for nothing.
std::vector<std::string> plugin_folders() {
    const char* variable = std::getenv("DESCENT_PLUGIN_PATH");
    std::vector<std::string> folders;
    std::string rest = variable == nullptr ? "" : variable;
    while (!rest.empty()) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        if (colon > 0) folders.push_back(rest.substr(0, colon));
        rest.erase(0, colon + 1);
    }
    return folders;
}

/// A path with a slash, so that the loader of libraries does not search for it on its own; empty when there is no file.
std::string find_file(const std::string& plugin) {
    if (plugin.empty() || plugin.find('/') != std::string::npos) return plugin;
    // not a folder: a plugin's project is called as the plugin
    if (storage::is_file(plugin)) return "./" + plugin;
    for (const std::string& folder : plugin_folders()) {
        for (const std::string& name : {plugin, plugin + ".so", "lib" + plugin + ".so"}) {
            if (storage::is_file(folder + "/" + name)) return folder + "/" + name;
        }
    }
    return "";
}

std::string file_of(const std::string& plugin) {
    std::string file = find_file(plugin);
    if (!file.empty()) return file;
    throw InputError(plugin, "", "no file of this name here or in the folders of DESCENT_PLUGIN_PATH", "a plugin");
}

}  // namespace

void PluginOptions::add_to(OptionList& options) {
    Option& plugin =
        options.texts("plugin", "FILE.so", plugins,
                      "loads optimizers; a bare name is also looked for in the folders of DESCENT_PLUGIN_PATH");
    plugin.file = reads_file();
    plugin.file.names = [](const std::string& name) {
        const std::string file = find_file(name);
        return file.empty() ? std::vector<std::string>{} : std::vector{file};
    };
}

Registry PluginOptions::registry() const {
    Registry registry = builtin_optimizers();
    for (const std::string& plugin : plugins) registry.load_plugin(file_of(plugin));
    return registry;
}

}  // namespace descent::cli
