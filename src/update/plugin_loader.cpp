#include "update/plugin_loader.h"

#include <dlfcn.h>

#include <cstring>
#include <map>
#include <mutex>

#include <descent/error.h>

#include "base/text.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"
#include "update/host/call.h"
#include "update/host/inside.h"
#include "update/host/offer.h"
#include "update/host/own_signals.h"
#include "update/rule_check.h"

namespace descent::update {

namespace {

/// What this process knows of a file that it has loaded.
struct Loaded {
    std::string hash;
    std::string change;
};

class LoadedFiles {
public:
    void add(const std::string& path, const std::string& hash) {
        const std::lock_guard lock(mutex_);
        files_[path].hash = hash;
    }
    /// The first of those that were not taken.
    void note_change(const std::string& path, const std::string& change) {
        const std::lock_guard lock(mutex_);
        std::string& first = files_[path].change;
        if (first.empty()) first = change;
    }
    Loaded find(const std::string& path) {
        const std::lock_guard lock(mutex_);
        const auto found = files_.find(path);
        return found == files_.end() ? Loaded{} : found->second;
    }

private:
    std::mutex mutex_;
    std::map<std::string, Loaded> files_;
};

LoadedFiles& loaded_files() {
    static LoadedFiles files;
    return files;
}

/// Constructors of the library run here.
void* open_library(const std::string& exact, const std::string& path) {
    const std::string who = "plugin " + printable(path);
    take_change();  // another's
    void* library = nullptr;
    std::string mode;
    {
        const OwnSignals own(who, "load");
        {
            const Inside inside(who, "load");
            library = dlopen(exact.c_str(), RTLD_NOW | RTLD_LOCAL);
        }
        mode = take_change();
    }
    if (!mode.empty()) loaded_files().note_change(path, mode + ": linked with -ffast-math, or with a library that was");
    loaded_files().note_change(path, take_change());
    if (library != nullptr) {
        loaded_files().add(path, hexadecimal(storage::checksum(storage::map_file(exact).bytes)));
    }
    return library;
}

}  // namespace

std::string change_by_loading(const std::string& path) { return loaded_files().find(path).change; }

std::string code_hash(const std::string& path) { return loaded_files().find(path).hash; }

const descent_entry& load_entry(const std::string& path) {
    if (path.empty()) throw UsageError("plugin", "the path is empty");
    // dlopen looks for names without a slash in the system's folders; a path means this file
    const std::string exact = path.find('/') == std::string::npos ? "./" + path : path;
    void* const library = open_library(exact, path);
    if (library == nullptr) {
        const char* const said = dlerror();
        std::string reason = said == nullptr ? "a file that cannot be loaded" : said;
        if (reason.starts_with(exact + ": ")) reason.erase(0, exact.size() + 2);  // the message begins with it anyway
        throw InputError(path, "", reason, "a plugin: a shared library for this machine");
    }
    const void* const symbol = dlsym(library, "descent_plugin");
    if (symbol == nullptr) {
        throw InputError(path, "", "no symbol 'descent_plugin'", "a plugin built with descent_add_optimizer");
    }
    const auto& entry = *static_cast<const descent_entry*>(symbol);
    check_entry(entry, path);
    loaded_files().note_change(path, take_change());
    return entry;
}

void check_entry(const descent_entry& entry, const std::string& path) {
    std::uint32_t head[2];  // size and version: all that may be read before they are known to be right
    std::memcpy(head, &entry, sizeof(head));
    if (head[1] > DESCENT_ABI_VERSION) {
        throw InputError(
            path, "", "a plugin for ABI version " + to_text(head[1]),
            "version " + to_text(DESCENT_ABI_VERSION) + " or older: this descent is older than the plugin");
    }
    const std::string problem = size_problem(head[0], head[1], sizeof(descent_entry));
    if (!problem.empty()) throw InputError(path, "", "an entry that " + problem, "an entry of this ABI");
    if (entry.rules == nullptr) throw InputError(path, "", "a table of rules that is null", "a table of rules");
    if (entry.rule_count == 0 || entry.rule_count > DESCENT_MOST_RULES) {
        throw InputError(path, "", "a plugin with " + to_text(entry.rule_count) + " rules",
                         "1 to " + to_text(DESCENT_MOST_RULES));
    }
    for (std::uint64_t i = 0; i < entry.rule_count; ++i) {
        if (entry.rules[i] == nullptr) throw InputError(path, "rule " + to_text(i), "null", "a rule");
    }
    if (entry.start == nullptr) return;
    const std::string who = "plugin " + printable(path);
    const OwnSignals own(who, "start");
    call(who, "start", [&](descent_message* message) { return entry.start(descent_host_api, message); });
}

}  // namespace descent::update
