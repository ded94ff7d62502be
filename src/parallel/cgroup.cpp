#include "parallel/cgroup.h"

#include <algorithm>
#include <charconv>

namespace descent::parallel {
namespace {

/// The tighter of two limits, of which 0 is none.
double tighter(double one, double other) {
    if (one <= 0 || other <= 0) return std::max(one, other);
    return std::min(one, other);
}

/// The tightest limit of a group ("/user.slice/x") and those above it, up to the root.
template <class QuotaOf>
double tightest(std::string group, const QuotaOf& quota_of) {
    if (group == "/") group.clear();
    double found = 0;
    for (;;) {
        found = tighter(found, quota_of(group));
        const auto slash = group.rfind('/');
        if (slash == std::string::npos || group.empty()) return found;
        group.resize(slash);
    }
}

double quota_v2(const std::string& group, const ReadText& read) {
    return tightest(group,
                    [&](const std::string& at) { return parse_cpu_max(read("/sys/fs/cgroup" + at + "/cpu.max")); });
}

/// `mount` is the folder of the controllers: "cpu" or "cpu,cpuacct", of which systems have either or both.
double quota_v1(const std::string& mount, const std::string& group, const ReadText& read) {
    return tightest(group, [&](const std::string& at) {
        const std::string folder = "/sys/fs/cgroup/" + mount + at;
        const std::string quota = read(folder + "/cpu.cfs_quota_us");
        if (quota.empty()) return 0.0;
        return parse_cpu_max(quota.substr(0, quota.find('\n')) + " " + read(folder + "/cpu.cfs_period_us"));
    });
}

bool names_cpu(std::string_view controllers) {
    while (!controllers.empty()) {
        const auto comma = std::min(controllers.find(','), controllers.size());
        if (controllers.substr(0, comma) == "cpu") return true;
        controllers.remove_prefix(std::min(comma + 1, controllers.size()));
    }
    return false;
}

/// A line of /proc/self/cgroup: "0::/user.slice" or "4:cpu,cpuacct:/jobs/17".
double quota_of_line(const std::string& line, const ReadText& read) {
    const auto first = line.find(':');
    const auto second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) return 0;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    if (controllers.empty()) return quota_v2(group, read);
    if (!names_cpu(controllers)) return 0;
    const double quota = quota_v1(controllers, group, read);
    return quota > 0 ? quota : quota_v1("cpu", group, read);
}

}  // namespace

double group_quota(const ReadText& read) {
    std::string own = read("/proc/self/cgroup");
    double quota = 0;
    while (!own.empty()) {
        const auto end = std::min(own.find('\n'), own.size());
        quota = tighter(quota, quota_of_line(own.substr(0, end), read));
        own.erase(0, end + 1);
    }
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
