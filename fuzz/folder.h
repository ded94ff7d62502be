#pragma once
// A folder for readers that take the name of a file.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>

namespace descent::fuzz {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "descent-fuzz-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        name_ = name;
    }
    ~Folder() { std::filesystem::remove_all(name_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path(const std::string& file) const { return name_ + "/" + file; }

    /// In the place of what the file held before. Returns its path.
    std::string write(const std::string& file, const std::uint8_t* bytes, std::size_t size) const {
        std::ofstream stream(path(file), std::ios::binary | std::ios::trunc);
        stream.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
        return path(file);
    }

private:
    std::string name_;
};

}  // namespace descent::fuzz
