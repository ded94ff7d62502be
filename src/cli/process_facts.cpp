#include "cli/process_facts.h"

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "base/text.h"

namespace descent::cli {

std::string time_stamp() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    std::array<char, 32> text{};
    if (::gmtime_r(&now, &parts) == nullptr) return "";
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string program_folder() {
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
    const std::string file(path.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    return file.substr(0, file.rfind('/'));
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? printable(name.data(), name.size()) : "";
}

std::uint64_t most_memory() {
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::uint64_t>(usage.ru_maxrss) * 1024 : 0;
}

}  // namespace descent::cli
