#include "mpi/job.h"

#include <sched.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace descent::test {
namespace {

/// Tests run as root in containers, and on few processors; an MPI leaves memory behind, which is not ours to find.
const Program::Environment environment = {{"OMPI_ALLOW_RUN_AS_ROOT", "1"},
                                          {"OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"},
                                          {"OMPI_MCA_rmaps_base_oversubscribe", "1"},
                                          {"OMPI_MCA_hwloc_base_binding_policy", "none"},
                                          {"ASAN_OPTIONS", "detect_leaks=0"}};

std::vector<std::string> launcher_words(const std::string& mpi,
                                        const std::vector<std::pair<std::size_t, std::string>>& commands) {
    const std::string executable = std::string(DESCENT_BINARY_DIR) + "/descent";
    std::vector<std::string> list;
    for (const auto& [ranks, command] : commands) {
        if (!list.empty()) list.push_back(":");
        for (const std::string& word : {std::string("-n"), std::to_string(ranks), executable}) list.push_back(word);
        for (const std::string& word : words(command)) list.push_back(word);
    }
    list.insert(list.begin(), "mpirun." + mpi);
    return list;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_rank(const std::filesystem::path& process, std::size_t rank) {
    const std::string variables = '\0' + contents(process / "environ");
    for (const char* name : {"OMPI_COMM_WORLD_RANK=", "PMI_RANK="}) {
        if (variables.find('\0' + (name + std::to_string(rank)) + '\0') != std::string::npos) return true;
    }
    return false;
}

}  // namespace

const std::vector<std::string>& mpis() {
    static const std::vector<std::string> names = words(DESCENT_MPIS);
    return names;
}

Job::Job(const std::string& mpi, const std::vector<std::pair<std::size_t, std::string>>& commands,
         const TemporaryFolder& folder)
    : folder_(folder), launcher_(launcher_words(mpi, commands), folder.path(), environment, {.other_program = true}) {}

void Job::wait_for_file(const std::string& name) const {
    const std::string place = "/proc/" + std::to_string(launcher_.process()) + "/exe";
    std::error_code gone;
    while (!std::filesystem::exists(folder_.path(name)) && !gone) {
        static_cast<void>(std::filesystem::read_symlink(place, gone));
        ::sched_yield();
    }
}

pid_t Job::process_of_rank(std::size_t rank) const {
    for (const auto& process : std::filesystem::directory_iterator("/proc")) {
        std::error_code gone;
        if (std::filesystem::read_symlink(process.path() / "cwd", gone) != folder_.path() || gone) continue;
        if (std::filesystem::read_symlink(process.path() / "exe", gone).filename() != "descent" || gone) continue;
        if (is_rank(process.path(), rank)) return std::stoi(process.path().filename().string());
    }
    throw std::runtime_error("no process of rank " + std::to_string(rank));
}

Outcome run_job(const std::string& mpi, std::size_t ranks, const std::string& command, const TemporaryFolder& folder) {
    return Job(mpi, ranks, command, folder).wait();
}

Outcome run_jobs(const std::string& mpi, const std::vector<std::pair<std::size_t, std::string>>& commands,
                 const TemporaryFolder& folder) {
    return Job(mpi, commands, folder).wait();
}

Outcome run_script(const std::string& mpi, const std::string& script, const TemporaryFolder& folder) {
    const std::string path = folder.write("script.sh", "set -eu\nmpirun() { mpirun." + mpi + " \"$@\"; }\nPATH='" +
                                                           DESCENT_BINARY_DIR + "':$PATH\n" + script);
    return Program({"bash", path}, folder.path(), environment, {.other_program = true}).wait();
}

std::string last_line(const std::string& text) {
    std::istringstream lines(text);
    std::string last;
    for (std::string line; std::getline(lines, line);) last = line;
    return last;
}

}  // namespace descent::test
