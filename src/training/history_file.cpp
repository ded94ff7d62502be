#include "training/history_file.h"

#include <descent/error.h>

#include <system_error>
#include <utility>

#include "storage/whole_files.h"
#include "training/metrics_table.h"

namespace descent::training {
namespace {

constexpr std::string_view magic = "descent-history\n";  // in files: never change
constexpr std::size_t row_size = metrics_columns * sizeof(double);

/// Nothing for what cannot be read: figures that are lost end no run.
std::optional<storage::FileBytes> readable(const std::string& path, storage::FileSystem& file_system) {
    try {
        return storage::map_if_exists(path, file_system);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

}  // namespace

std::string history_name(const std::string& checkpoint) { return checkpoint + ".history"; }
std::string next_history_name(const std::string& checkpoint) { return checkpoint + ".history.next"; }

bool begins_as_history(std::span<const std::byte> bytes) { return storage::as_text(bytes).starts_with(magic); }

HistoryFile::HistoryFile(std::string checkpoint, storage::FileSystem& file_system)
    : checkpoint_(std::move(checkpoint)), path_(history_name(checkpoint_)), file_system_(&file_system) {}

/// Empty where the file does not have so many.
std::span<const std::byte> HistoryFile::rows_of(const storage::FileBytes& file, std::uint64_t rows) const {
    if (!begins_as_history(file.bytes)) return {};
    const auto all = file.bytes.subspan(magic.size());
    return rows <= all.size() / row_size ? all.first(rows * row_size) : std::span<const std::byte>();
}

std::optional<std::vector<EpochEvent>> HistoryFile::read(const HistoryMark& mark, std::uint64_t epochs,
                                                         bool validated) {
    if (mark.epochs == 0) return std::vector<EpochEvent>();
    const auto file = readable(path_, *file_system_);
    if (!file) return std::nullopt;
    const auto rows = rows_of(*file, mark.epochs);
    if (rows.empty() || storage::checksum(rows) != mark.hash) return std::nullopt;
    rows_ = mark.epochs;
    sum_.add(rows);
    return from_table(rows, epochs, validated);
}

/// A fresh file with the rows so far takes the name: what a kill or a full disk left behind them goes, and a link of
/// that name is not written through.
void HistoryFile::begin() {
    storage::FileBytes old;
    std::span<const std::byte> rows;
    if (rows_ > 0) {
        old = file_system_->read(path_);
        rows = rows_of(old, rows_);
        if (storage::checksum(rows) != sum_.value()) throw std::system_error(EIO, std::generic_category());
    }
    const std::string next = next_history_name(checkpoint_);
    storage::remove_if_there(next, *file_system_);
    auto file = file_system_->open_in_place_of(checkpoint_, next);
    storage::write_all(*file, storage::as_bytes(magic));
    storage::write_all(*file, rows);
    file->sync();
    file_system_->rename(next, path_);
    file_system_->sync_folder(storage::folder_of(path_));
    file_ = std::move(file);
}

HistoryMark HistoryFile::add(std::span<const EpochEvent> events) {
    if (events.empty()) return mark();
    std::size_t written = 0;
    try {
        if (!file_) begin();
        const std::vector<double> table = to_table(events);
        const auto bytes = std::as_bytes(std::span(table));
        while (written < bytes.size()) written += storage::write_part(*file_, bytes.subspan(written));
        file_->sync();
        sum_.add(bytes);
    } catch (const std::exception&) {
        if (file_) file_->take_back(written);  // the room is the model's
        file_.reset();                         // there may be half a row: the next one begins with a fresh file
        storage::discard(next_history_name(checkpoint_), *file_system_);
        throw;
    }
    rows_ += events.size();
    return mark();
}

}  // namespace descent::training
