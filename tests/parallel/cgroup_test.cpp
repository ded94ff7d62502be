// Control groups as files of the system that a test makes up.

#include "parallel/cgroup.h"

#include <limits>
#include <map>

#include "support/catch.h"

namespace descent::parallel {
namespace {

using Files = std::map<std::string, std::string>;

double quota_in(const Files& files) {
    return group_quota([&](const std::string& path) {
        const auto found = files.find(path);
        return found == files.end() ? std::string() : found->second;
    });
}

std::uint64_t memory_in(const Files& files) {
    return group_memory([&](const std::string& path) {
        const auto found = files.find(path);
        return found == files.end() ? std::string() : found->second;
    });
}

const std::string v1 = "/sys/fs/cgroup/cpu,cpuacct";

Files nested_v1(const std::string& mount) {
    return {{"/proc/self/cgroup", "9:memory:/jobs/17\n4:cpu,cpuacct:/jobs/17\n0::/\n"},
            {mount + "/jobs/17/cpu.cfs_quota_us", "-1\n"},
            {mount + "/jobs/17/cpu.cfs_period_us", "100000\n"},
            {mount + "/jobs/cpu.cfs_quota_us", "250000\n"},
            {mount + "/jobs/cpu.cfs_period_us", "100000\n"},
            {mount + "/cpu.cfs_quota_us", "-1\n"},
            {mount + "/cpu.cfs_period_us", "100000\n"}};
}

}  // namespace

TEST_CASE("A quota is read from the text of cpu.max") {
    CHECK(parse_cpu_max("200000 100000\n") == 2);
    CHECK(parse_cpu_max("150000 100000") == 1.5);
    CHECK(parse_cpu_max("5000 100000\n") == Approx(0.05));
}

TEST_CASE("No quota and nonsense in cpu.max mean no limit") {
    for (const char* text : {"max 100000\n", "", "\n", "max", "100000", "100000 ", "100000 x", "x 100000", "0 100000",
                             "-1 100000", "100000 0", "100000 -5", " 1 2"}) {
        INFO("'" << text << "'");
        CHECK(parse_cpu_max(text) == 0);
    }
}

TEST_CASE("A process in nested groups of version 2 has the tightest quota up to the root") {
    CHECK(quota_in({{"/proc/self/cgroup", "0::/a/b\n"},
                    {"/sys/fs/cgroup/a/b/cpu.max", "300000 100000\n"},
                    {"/sys/fs/cgroup/a/cpu.max", "150000 100000\n"}}) == 1.5);
    CHECK(quota_in({{"/proc/self/cgroup", "0::/\n"}, {"/sys/fs/cgroup/cpu.max", "400000 100000\n"}}) == 4);
}

TEST_CASE("A process in nested groups of version 1 has the tightest quota up to the root") {
    CHECK(quota_in(nested_v1(v1)) == 2.5);
    CHECK(quota_in(nested_v1("/sys/fs/cgroup/cpu")) == 2.5);
    Files tighter = nested_v1(v1);
    tighter[v1 + "/jobs/17/cpu.cfs_quota_us"] = "50000\n";
    CHECK(quota_in(tighter) == 0.5);
}

TEST_CASE("The quota of a container of version 1 is that of its root where its group has no folder inside") {
    CHECK(quota_in({{"/proc/self/cgroup", "4:cpu,cpuacct:/docker/0123\n"},
                    {v1 + "/cpu.cfs_quota_us", "200000\n"},
                    {v1 + "/cpu.cfs_period_us", "100000\n"}}) == 2);
}

TEST_CASE("Groups of other controllers, no groups and nonsense mean no limit") {
    for (const char* own : {"", "\n", "x", "4:cpuset:/a\n", "0::", "4:cpu"}) {
        INFO("'" << own << "'");
        CHECK(quota_in({{"/proc/self/cgroup", own}}) == 0);
    }
}

TEST_CASE("the memory that a group grants is the least of its own and of those above, files not counted") {
    Files files{{"/proc/self/cgroup", "0::/jobs/17\n"},
                {"/sys/fs/cgroup/jobs/17/memory.max", "max\n"},
                {"/sys/fs/cgroup/jobs/memory.max", "1000\n"},
                {"/sys/fs/cgroup/jobs/memory.current", "700\n"},
                {"/sys/fs/cgroup/jobs/memory.stat", "anon 500\ninactive_file 150\nactive_file 50\n"}};
    CHECK(memory_in(files) == 500);
    files["/sys/fs/cgroup/memory.max"] = "400\n";
    CHECK(memory_in(files) == 400);
    CHECK(memory_in({}) == std::numeric_limits<std::uint64_t>::max());
    CHECK(memory_in({{"/proc/self/cgroup", "9:memory:/jobs\n0::/\n"},
                     {"/sys/fs/cgroup/memory/memory.limit_in_bytes", "900\n"},
                     {"/sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n"}}) == 0);
}

}  // namespace descent::parallel
