#include "cli/options/check_files.h"

#include <descent/error.h>

#include <optional>

#include "base/text.h"
#include "storage/file_identity.h"
#include "storage/whole_files.h"

namespace descent::cli {
namespace {

/// One file of a command.
struct Used {
    const Option* option;
    std::string value;  ///< of the option
    std::string file;
    std::optional<storage::FileIdentity> identity;

    bool is_written() const { return option->file.kind == FileUse::Kind::written; }
    bool is_same(const Used& other) const { return identity && identity == other.identity; }
};

void add_files(std::vector<Used>& files, const Option& option, const std::string& value) {
    const auto& names = option.file.names;
    for (const std::string& file : names ? names(value) : std::vector{value}) {
        files.push_back({&option, value, file, storage::identity_of(file)});
    }
}

std::vector<Used> files_of(const OptionList& options, const OptionValues& values) {
    std::vector<Used> files;
    for (const std::string& name : options.names()) {
        const Option& option = *options.find(name);
        const auto given = values.find(name);
        if (option.file.kind == FileUse::Kind::none || given == values.end()) continue;
        for (const std::string& value : given->second) add_files(files, option, value);
    }
    return files;
}

/// `other` stands before `one` in the list of options when both are written.
void refuse_same(const Used& one, const Used& other) {
    if (one.option == other.option || !one.is_same(other)) return;
    const std::string file = quote(one.file, 1000);
    if (other.is_written()) {
        throw UsageError(one.option->name, file + " is named twice: --" + other.option->name + " writes it too");
    }
    throw UsageError(one.option->name, file + " is read by --" + other.option->name + "; name another file to write");
}

void refuse_shared(const std::vector<Used>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].is_written()) continue;
        for (std::size_t j = 0; j < files.size(); ++j) {
            if (j < i || !files[j].is_written()) refuse_same(files[i], files[j]);
        }
    }
}

std::optional<storage::FileBytes> readable(const std::string& file) {
    try {
        return storage::map_file(file);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

/// Nothing for what holds no bytes: no file, an empty one, a pipe or a device.
std::string objection_to(const Used& used) {
    if (!storage::is_file(used.file)) return "";
    const auto file = readable(used.file);
    if (!file) return "stands there already, and cannot be read";
    return file->bytes.empty() ? "" : used.option->file.objection(used.value, *file);
}

/// "/dev/stdout", "/dev/fd/3", "/proc/self/fd/1".
bool names_descriptor(const std::string& file) {
    const std::string folder = file.substr(0, file.rfind('/') + 1);
    return folder == "/dev/fd/" || (folder.starts_with("/proc/") && folder.ends_with("/fd/")) ||
           file == "/dev/stdout" || file == "/dev/stderr" || file == "/dev/stdin";
}

/// Others go on writing to a file that is open: replaced by another of its name, it would keep what they write unseen.
void refuse_open(const std::vector<Used>& files) {
    for (const Used& used : files) {
        if (!used.is_written() || !names_descriptor(used.file) || !storage::is_file(used.file)) continue;
        throw UsageError(used.option->name, quote(used.file, 1000) +
                                                " is a file that is open already, which would be replaced; " +
                                                "name another, or leave the option out");
    }
}

void refuse_foreign(const std::vector<Used>& files) {
    for (const Used& used : files) {
        if (!used.is_written()) continue;
        const std::string objection = objection_to(used);
        if (objection.empty()) continue;
        throw UsageError(used.option->name, quote(used.file, 1000) + " " + objection + "; --force replaces it");
    }
}

}  // namespace

void check_files(const OptionList& options, const OptionValues& values) {
    const std::vector<Used> files = files_of(options, values);
    refuse_shared(files);
    refuse_open(files);
    if (!options.given("force")) refuse_foreign(files);
}

void add_force(OptionList& options) {
    options.add({.name = "force",
                 .help = "also replaces files that descent did not write; never one that the command reads",
                 .kind = Option::Kind::flag,
                 .set = [](const std::string&) {}});
}

}  // namespace descent::cli
