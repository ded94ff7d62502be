#pragma once
// A file system whose n-th operation fails, once or for ever, in front of another one that works.
//
//     for_every_fault([&](const FaultPlan& plan) {
//         ForgetfulFileSystem disk;
//         FaultyFileSystem faulty(disk, plan);
//         ... work on `faulty`, then look at `disk` ...
//         return faulty.met();
//     });

#include <cerrno>
#include <system_error>

#include "storage/file_system.h"

namespace descent::test {

struct FaultPlan {
    enum class Kind {
        error,        ///< the operation fails with `code` and does nothing
        short_write,  ///< a write takes only half of its bytes (at least one); other operations work
        power_cut,    ///< the process dies: this operation and all later ones do nothing and fail
    };
    std::size_t operation = 1;  ///< the first to fail, from 1
    Kind kind = Kind::error;
    bool for_ever = false;  ///< all later operations too
    int code = EIO;
};

class FaultyFileSystem : public storage::FileSystem {
public:
    FaultyFileSystem(storage::FileSystem& inner, FaultPlan plan) : inner_(inner), plan_(plan) {}

    /// Whether the work came as far as the planned fault.
    bool met() const noexcept { return met_; }

    storage::FileBytes read(const std::string& path) override {
        step();
        return inner_.read(path);
    }
    std::unique_ptr<storage::OutputFile> open(const std::string& path, storage::OpenMode mode) override {
        step();
        return std::make_unique<Output>(*this, inner_.open(path, mode));
    }
    void rename(const std::string& from, const std::string& to) override {
        step();
        inner_.rename(from, to);
    }
    void sync_folder(const std::string& folder) override {
        step();
        inner_.sync_folder(folder);
    }
    void remove(const std::string& path) override {
        step();
        inner_.remove(path);
    }
    void make_folder(const std::string& path) override {
        step();
        inner_.make_folder(path);
    }

private:
    class Output : public storage::OutputFile {
    public:
        Output(FaultyFileSystem& system, std::unique_ptr<storage::OutputFile> inner)
            : system_(system), inner_(std::move(inner)) {}
        std::size_t write(std::span<const std::byte> bytes) override {
            const bool cut_short = system_.step() && bytes.size() > 1;
            return inner_->write(cut_short ? bytes.first(bytes.size() / 2) : bytes);
        }
        void sync() override {
            system_.step();
            inner_->sync();
        }

    private:
        FaultyFileSystem& system_;
        std::unique_ptr<storage::OutputFile> inner_;
    };

    /// Counts an operation; throws when it is to fail, returns whether a write is to be short.
    bool step() {
        ++operations_;
        const bool lasting = plan_.for_ever || plan_.kind == FaultPlan::Kind::power_cut;
        const bool now = lasting ? operations_ >= plan_.operation : operations_ == plan_.operation;
        met_ = met_ || now;
        if (now && plan_.kind != FaultPlan::Kind::short_write) {
            throw std::system_error(plan_.code, std::generic_category());
        }
        return now;
    }

    storage::FileSystem& inner_;
    FaultPlan plan_;
    std::size_t operations_ = 0;
    bool met_ = false;
};

/// Calls `work(plan)` with the n-th operation failing, n = 1, 2, ... until it returns false (no fault was met), for
/// each kind of fault, once and for ever. Returns how many faults were met.
template <class Work>
std::size_t for_every_fault(Work work) {
    using Kind = FaultPlan::Kind;
    const FaultPlan kinds[] = {{1, Kind::error, false, EIO},      {1, Kind::error, true, EIO},
                               {1, Kind::error, true, ENOSPC},    {1, Kind::short_write, false, EIO},
                               {1, Kind::short_write, true, EIO}, {1, Kind::power_cut, true, EIO}};
    std::size_t faults = 0;
    for (FaultPlan plan : kinds) {
        while (work(plan)) {
            ++plan.operation;
            ++faults;
        }
    }
    return faults;
}

}  // namespace descent::test
