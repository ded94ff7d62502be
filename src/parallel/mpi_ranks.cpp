#include "parallel/mpi_ranks.h"

#include <descent/error.h>
#include <dlfcn.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "storage/whole_files.h"

namespace descent::parallel {
namespace {

constexpr std::size_t room_for_text = 256;

/// Open MPI's own plugins look for its symbols among all of the process: a job needs `RTLD_GLOBAL`.
const descent_mpi& load(const std::string& module, int visibility) {
    void* const library = ::dlopen(module.c_str(), RTLD_NOW | visibility);
    if (library == nullptr) {
        const char* const said = ::dlerror();
        throw Error(module + ": cannot be loaded: " + printable(said == nullptr ? "no reason is given" : said));
    }
    const void* const symbol = ::dlsym(library, "descent_mpi");
    const auto* const mpi = static_cast<const descent_mpi*>(symbol);
    if (mpi == nullptr || mpi->version != DESCENT_MPI_VERSION) {
        throw Error(module + ": is no MPI module of this version of descent");
    }
    return *mpi;
}

std::string first_line(std::string text) {
    std::ranges::replace(text, '\t', ' ');
    return printable(trimmed(text.substr(0, text.find('\n'))));
}

}  // namespace

const std::vector<std::string>& mpi_names() {
    static const std::vector<std::string> names = {"openmpi", "mpich"};
    return names;
}

std::string mpi_module(const std::string& name, const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
        std::string path = folder + "/descent_mpi_" + name + ".so";
        if (storage::is_file(path)) return path;
    }
    return "";
}

std::string describe_mpi(const std::string& module) {
    try {
        std::array<char, room_for_text> text{};
        load(module, RTLD_LOCAL).describe(text.data(), text.size());
        return first_line(text.data());
    } catch (const Error& error) {
        return error.what();
    }
}

MpiRanks::MpiRanks(const std::string& module) : mpi_(&load(module, RTLD_GLOBAL)) {
    if (mpi_->start() != 0) throw Error(module + ": MPI does not start");
    rank_ = static_cast<std::size_t>(mpi_->rank());
    size_ = static_cast<std::size_t>(mpi_->size());
}

void MpiRanks::exchange(std::span<const Sent> sends, std::span<const Received> receives) {
    sends_.clear();
    receives_.clear();
    for (const Sent& one : sends) {  // MPI reads them and writes nothing
        sends_.push_back({const_cast<std::byte*>(one.bytes.data()), one.bytes.size(), static_cast<int>(one.to)});
    }
    for (const Received& one : receives) {
        receives_.push_back({one.bytes.data(), one.bytes.size(), static_cast<int>(one.from)});
    }
    const int code = mpi_->exchange(sends_.data(), sends_.size(), receives_.data(), receives_.size());
    if (code == 0) return;
    std::array<char, room_for_text> text{};
    mpi_->explain(code, text.data(), text.size());
    throw Error("MPI failed: " + first_line(text.data()));
}

void MpiRanks::finish() { mpi_->finish(); }

void MpiRanks::abort(int status) { mpi_->abort(status); }

}  // namespace descent::parallel
