#include "house/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace descent::house {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return name == "build" || name == "__pycache__" || (name.starts_with('.') && name != ".ci");
}

bool is_text(const std::string& path) {
    static const std::vector<std::string> endings = {".h",     ".cpp",  ".c",   ".py",  ".sh",   ".md",
                                                     ".cmake", ".in",   ".txt", ".js",  ".json", ".jsonl",
                                                     ".css",   ".html", ".inc", ".toml"};
    static const std::vector<std::string> names = {"LICENSE", ".ci/run"};
    return ends_with_any(path, endings) || std::ranges::find(names, path) != names.end();
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<SourceFile> read_all(const fs::path& top) {
    std::vector<SourceFile> files;
    for (fs::recursive_directory_iterator entry(top), end; entry != end; ++entry) {
        if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
        if (!entry->is_regular_file()) continue;
        const std::string path = fs::relative(entry->path(), top).generic_string();
        if (is_text(path)) files.push_back({path, read(entry->path())});
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

}  // namespace

const std::vector<SourceFile>& source_files() {
    static const std::vector<SourceFile> files = read_all(DESCENT_SOURCE_DIR);
    return files;
}

const SourceFile& source_file(const std::string& path) {
    for (const SourceFile& file : source_files()) {
        if (file.path == path) return file;
    }
    throw std::runtime_error("the repository has no file " + path);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> includes;
    std::size_t number = 0;
    for (const std::string& line : lines_of(file.text)) {
        ++number;
        std::smatch found;
        if (std::regex_search(line, found, pattern)) includes.push_back({number, found[2], found[1] == "\""});
    }
    return includes;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes) {
    return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
}

bool ends_with_any(const std::string& text, const std::vector<std::string>& endings) {
    return std::ranges::any_of(endings, [&](const std::string& ending) { return text.ends_with(ending); });
}

bool is_cpp(const SourceFile& file) { return ends_with_any(file.path, {".h", ".cpp", ".c"}); }

std::string listed(const std::vector<std::string>& complaints) {
    std::string text;
    for (const std::string& complaint : complaints) text += '\n' + complaint;
    return text;
}

}  // namespace descent::house
