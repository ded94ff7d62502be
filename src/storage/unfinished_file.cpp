#include "storage/unfinished_file.h"

#include <unistd.h>

#include <array>
#include <atomic>

namespace descent::storage {
namespace {

std::array<std::atomic<const char*>, 64> unfinished;

}  // namespace

UnfinishedFile::UnfinishedFile(const std::string& path) : path_(path), place_(0) {
    for (; place_ < unfinished.size(); ++place_) {
        const char* free = nullptr;
        if (unfinished[place_].compare_exchange_strong(free, path_.c_str())) return;
    }
}

UnfinishedFile::~UnfinishedFile() {
    if (place_ < unfinished.size()) unfinished[place_] = nullptr;
}

void remove_unfinished_files() noexcept {
    for (auto& place : unfinished) {
        const char* const path = place.exchange(nullptr);
        if (path != nullptr) ::unlink(path);
    }
}

}  // namespace descent::storage
