#include "parallel/cgroup.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace descent::parallel {
namespace {

/// The tighter of two limits, of which 0 is none.
double tighter(double one, double other) {
    if (one <= 0 || other <= 0) return std::max(one, other);
    return std::min(one, other);
}

/// use(controllers, group) for every line of /proc/self/cgroup: "0::/user.slice" or "4:cpu,cpuacct:/jobs/17".
template <class Use>
void for_each_own_group(const ReadText& read, const Use& use) {
    std::string own = read("/proc/self/cgroup");
    while (!own.empty()) {
        const auto end = std::min(own.find('\n'), own.size());
        const std::string line = own.substr(0, end);
        own.erase(0, end + 1);
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) continue;
        use(line.substr(first + 1, second - first - 1), line.substr(second + 1));
    }
}

/// use(group) for "/user.slice/x" and those above it: "/user.slice", "".
template <class Use>
void for_each_level(std::string group, const Use& use) {
    if (group == "/") group.clear();
    for (;; group.resize(group.rfind('/'))) {
        use(group);
        if (group.rfind('/') == std::string::npos) return;
    }
}

bool names_cpu(std::string_view controllers) {
    while (!controllers.empty()) {
        const auto comma = std::min(controllers.find(','), controllers.size());
        if (controllers.substr(0, comma) == "cpu") return true;
        controllers.remove_prefix(std::min(comma + 1, controllers.size()));
    }
    return false;
}

double quota_v2(const std::string& group, const ReadText& read) {
    return parse_cpu_max(read("/sys/fs/cgroup" + group + "/cpu.max"));
}

/// `mount` is the folder of the controllers: "cpu" or "cpu,cpuacct", of which systems have either or both.
double quota_v1(const std::string& mount, const std::string& group, const ReadText& read) {
    const std::string folder = "/sys/fs/cgroup/" + mount + group;
    const std::string quota = read(folder + "/cpu.cfs_quota_us");
    if (quota.empty()) return 0;
    return parse_cpu_max(quota.substr(0, quota.find('\n')) + " " + read(folder + "/cpu.cfs_period_us"));
}

/// The tightest quota of a group and those above it.
template <class QuotaOf>
double tightest(const std::string& group, const QuotaOf& quota_of) {
    double found = 0;
    for_each_level(group, [&](const std::string& level) { found = tighter(found, quota_of(level)); });
    return found;
}

double quota_of(const std::string& controllers, const std::string& group, const ReadText& read) {
    if (controllers.empty()) return tightest(group, [&](const std::string& level) { return quota_v2(level, read); });
    if (!names_cpu(controllers)) return 0;
    const auto mounted_at = [&](const std::string& mount) {
        return tightest(group, [&](const std::string& level) { return quota_v1(mount, level, read); });
    };
    const double quota = mounted_at(controllers);
    return quota > 0 ? quota : mounted_at("cpu");
}

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

/// The number that follows `key` in "key number" lines; without a key the number that the text begins with.
std::uint64_t number_after(const std::string& text, const std::string& key, std::uint64_t otherwise) {
    const auto at = key.empty() ? 0 : ("\n" + text).find("\n" + key + " ");
    if (at == std::string::npos) return otherwise;
    const char* const first = text.data() + at + (key.empty() ? 0 : key.size() + 1);
    std::uint64_t number = 0;
    const bool reads = std::from_chars(first, text.data() + text.size(), number).ec == std::errc();
    return reads ? number : otherwise;
}

/// Of one group, whose files of the limit and of what is taken have these names.
std::uint64_t memory_left(const std::string& folder, const char* limit, const char* taken, const ReadText& read) {
    const std::uint64_t most = number_after(read(folder + limit), "", no_limit);
    if (most == no_limit) return no_limit;
    const std::string kinds = read(folder + "/memory.stat");
    const std::uint64_t files = number_after(kinds, "inactive_file", 0) + number_after(kinds, "active_file", 0);
    const std::uint64_t now = number_after(read(folder + taken), "", 0);
    const std::uint64_t held = now - std::min(now, files);
    return most - std::min(most, held);
}

std::uint64_t memory_left_of(const std::string& controllers, const std::string& group, const ReadText& read) {
    if (controllers.empty()) return memory_left("/sys/fs/cgroup" + group, "/memory.max", "/memory.current", read);
    return memory_left("/sys/fs/cgroup/memory" + group, "/memory.limit_in_bytes", "/memory.usage_in_bytes", read);
}

}  // namespace

std::uint64_t group_memory(const ReadText& read) {
    std::uint64_t left = no_limit;
    for_each_own_group(read, [&](const std::string& controllers, const std::string& group) {
        if (!controllers.empty() && controllers != "memory") return;
        for_each_level(
            group, [&](const std::string& level) { left = std::min(left, memory_left_of(controllers, level, read)); });
    });
    return left;
}

double group_quota(const ReadText& read) {
    double quota = 0;
    for_each_own_group(read, [&](const std::string& controllers, const std::string& group) {
        quota = tighter(quota, quota_of(controllers, group, read));
    });
    return quota;
}

double parse_cpu_max(std::string_view text) {
    double quota = 0, period = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quota);
    if (error != std::errc() || end == text.data() + text.size()) return 0;
    if (std::from_chars(end + 1, text.data() + text.size(), period).ec != std::errc()) return 0;
    return quota > 0 && period > 0 ? quota / period : 0;
}

}  // namespace descent::parallel
