#pragma once
// A file system in memory that forgets, at a simulated power cut, all that was not synced: contents and names.
// Folders need not be made.

#include <cerrno>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "storage/file_system.h"

namespace descent::test {

class ForgetfulFileSystem : public storage::FileSystem {
public:
    /// What a power cut leaves of a rename, a new file or a removal whose folder was not synced: real disks do either.
    enum class Names { old_ones, new_ones };

    void power_cut(Names names) {
        if (names == Names::old_ones) names_ = durable_names_;
        for (auto& [path, file] : names_) file->bytes = file->durable;
        durable_names_ = names_;
        locked_.clear();
    }

    bool exists(const std::string& path) const { return names_.contains(path); }
    std::size_t files() const { return names_.size(); }

    storage::FileBytes read(const std::string& path) override {
        const auto bytes = std::make_shared<std::vector<std::byte>>(find(path)->bytes);
        return {bytes, *bytes, path};
    }

    std::unique_ptr<storage::OutputFile> open(const std::string& path, storage::OpenMode mode) override {
        if (mode == storage::OpenMode::fresh && exists(path)) fail(EEXIST);
        if (mode == storage::OpenMode::lock && !locked_.insert(path).second) fail(EWOULDBLOCK);
        auto& file = names_[path];
        if (!file) file = std::make_shared<File>();
        if (mode == storage::OpenMode::truncated || mode == storage::OpenMode::alone) file->bytes.clear();
        return std::make_unique<Output>(*this, path, file, mode == storage::OpenMode::lock);
    }

    void rename(const std::string& from, const std::string& to) override {
        names_[to] = find(from);
        names_.erase(from);
    }

    void sync_folder(const std::string& folder) override {
        std::erase_if(durable_names_, [&](const auto& entry) { return storage::folder_of(entry.first) == folder; });
        for (const auto& [path, file] : names_) {
            if (storage::folder_of(path) == folder) durable_names_[path] = file;
        }
    }

    void remove(const std::string& path) override {
        find(path);
        names_.erase(path);
    }

    void make_folder(const std::string&) override {}

private:
    struct File {
        std::vector<std::byte> bytes, durable;
    };

    class Output : public storage::OutputFile {
    public:
        Output(ForgetfulFileSystem& system, std::string path, std::shared_ptr<File> file, bool locked)
            : system_(system), path_(std::move(path)), file_(std::move(file)), locked_(locked) {}
        ~Output() override {
            if (locked_) system_.locked_.erase(path_);
        }
        std::size_t write(std::span<const std::byte> bytes) override {
            file_->bytes.insert(file_->bytes.end(), bytes.begin(), bytes.end());
            return bytes.size();
        }
        void sync() override { file_->durable = file_->bytes; }

    private:
        ForgetfulFileSystem& system_;
        std::string path_;
        std::shared_ptr<File> file_;
        bool locked_;
    };

    [[noreturn]] static void fail(int code) { throw std::system_error(code, std::generic_category()); }

    const std::shared_ptr<File>& find(const std::string& path) const {
        const auto found = names_.find(path);
        if (found == names_.end()) fail(ENOENT);
        return found->second;
    }

    std::map<std::string, std::shared_ptr<File>> names_, durable_names_;
    std::set<std::string> locked_;
};

}  // namespace descent::test
