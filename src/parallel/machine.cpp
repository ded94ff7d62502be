#include "parallel/machine.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <thread>

#include <sched.h>
#include <unistd.h>

#include "parallel/cgroup.h"
#include "storage/system_text.h"

namespace descent::parallel {

std::size_t second_cache_bytes() {
    constexpr long usual = 512 << 10;
    const long told = sysconf(_SC_LEVEL2_CACHE_SIZE);
    return static_cast<std::size_t>(told > 0 ? told : usual);
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

double quota_threads() { return group_quota(storage::read_system_text); }

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
    return std::max<std::size_t>(1, count_in_list(storage::read_system_text("/sys/devices/system/node/online")));
}

std::string processor_name() {
    const std::string text = storage::read_system_text("/proc/cpuinfo");
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
