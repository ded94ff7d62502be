#include "parallel/machine.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <thread>

#include <sched.h>

#include "storage/system_text.h"

namespace descent::parallel {

namespace {

/// The text of a small file of the system; empty where there is none.
std::string system_text(const std::string& path) { return storage::read_system_text(path); }

/// "0::/user.slice/x" in /proc/self/cgroup names this process's group; the tightest limit up to the root holds.
double cgroup_v2_quota() {
    const std::string own = system_text("/proc/self/cgroup");
    const auto start = own.find("0::");
    if (start == std::string::npos) return 0;
    std::string group = own.substr(start + 3, own.find('\n', start) - start - 3);
    double tightest = 0;
    for (;;) {
        const double quota = parse_cpu_max(system_text("/sys/fs/cgroup" + group + "/cpu.max"));
        if (quota > 0) tightest = tightest > 0 ? std::min(tightest, quota) : quota;
        const auto slash = group.rfind('/');
        if (slash == std::string::npos || group.empty()) return tightest;
        group.resize(slash);
    }
}

double cgroup_v1_quota() {
    const std::string quota = system_text("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
    const std::string period = system_text("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
    return quota.empty() ? 0 : parse_cpu_max(quota.substr(0, quota.find('\n')) + " " + period);
}

}  // namespace

double parse_cpu_max(std::string_view text) {
    double quota = 0, period = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quota);
    if (error != std::errc() || end == text.data() + text.size()) return 0;
    if (std::from_chars(end + 1, text.data() + text.size(), period).ec != std::errc()) return 0;
    return quota > 0 && period > 0 ? quota / period : 0;
}

std::size_t hardware_threads() { return std::max(1u, std::thread::hardware_concurrency()); }

std::size_t affinity_threads() {
    for (std::size_t processors = 1024; processors <= 1 << 20; processors *= 2) {  // grows until the kernel's mask fits
        cpu_set_t* const set = CPU_ALLOC(processors);
        if (set == nullptr) break;
        const std::size_t bytes = CPU_ALLOC_SIZE(processors);
        const bool known = sched_getaffinity(0, bytes, set) == 0;
        const int count = known ? CPU_COUNT_S(bytes, set) : 0;
        CPU_FREE(set);
        if (known) return static_cast<std::size_t>(std::max(1, count));
    }
    return hardware_threads();
}

double quota_threads() {
    const double quota = cgroup_v2_quota();
    return quota > 0 ? quota : cgroup_v1_quota();
}

std::size_t available_threads() {
    const double quota = quota_threads();
    const std::size_t affinity = affinity_threads();
    if (quota <= 0) return affinity;
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(quota)), 1, affinity);
}

std::size_t count_in_list(std::string_view text) {
    const char* at = text.data();
    const char* const last = text.data() + text.size();
    std::size_t count = 0;
    while (at != last && *at != '\n') {
        std::uint32_t from = 0, to = 0;
        auto parsed = std::from_chars(at, last, from);
        to = from;
        if (parsed.ec == std::errc() && parsed.ptr != last && *parsed.ptr == '-') {
            parsed = std::from_chars(parsed.ptr + 1, last, to);
        }
        const bool more = parsed.ptr != last && *parsed.ptr == ',';
        const bool ends = parsed.ptr == last || *parsed.ptr == '\n';
        if (parsed.ec != std::errc() || to < from || !(more || ends)) return 0;
        count += std::size_t{to} - from + 1;
        at = more ? parsed.ptr + 1 : parsed.ptr;
    }
    return count;
}

std::size_t numa_nodes() {
    return std::max<std::size_t>(1, count_in_list(system_text("/sys/devices/system/node/online")));
}

std::string processor_name() {
    const std::string text = system_text("/proc/cpuinfo");
    const auto field = text.find("model name");
    if (field != std::string::npos) {
        const auto colon = text.find(": ", field);
        const auto end = text.find('\n', field);
        if (colon != std::string::npos && colon < end) return text.substr(colon + 2, end - colon - 2);
    }
#if defined(__aarch64__)
    return "aarch64";
#else
    return "x86-64";
#endif
}

}  // namespace descent::parallel
