#include "storage/open_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <utility>

namespace descent::storage {
namespace {

std::atomic<const char*> open_log = nullptr;

}  // namespace

OpenLog::OpenLog(std::string path) : path_(std::move(path)) { open_log = path_.c_str(); }

OpenLog::~OpenLog() {
    const char* own = path_.c_str();
    open_log.compare_exchange_strong(own, nullptr);
}

void append_to_open_log(std::string_view line) noexcept {
    const char* const path = open_log.exchange(nullptr);
    if (path == nullptr) return;
    const int file = ::open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return;
    [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
    ::close(file);
}

}  // namespace descent::storage
