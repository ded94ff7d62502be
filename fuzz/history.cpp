// Foreign bytes as the history beside a checkpoint, whose checksum is right: every whole row is an epoch.

#include "training/history_file.h"

#include "entry.h"
#include "folder.h"
#include "storage/checksum.h"
#include "training/metrics_table.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::Folder folder;
    folder.write("run.history", bytes, size);
    constexpr std::size_t head = 16, row = training::metrics_columns * sizeof(double);
    const std::size_t rows = size > head ? (size - head) / row : 0;
    const std::span<const std::uint8_t> table(bytes + std::min(size, head), rows * row);
    fuzz::read_or_refuse([&] {
        training::HistoryFile history(folder.path("run"), storage::real_file_system());
        const training::HistoryMark mark{rows, rows == 0 ? 0 : storage::checksum(std::as_bytes(table))};
        const auto events = history.read(mark, 100, size % 2 == 0);
        fuzz::require(!events || events->size() == rows);
        if (events) fuzz::require(training::to_table(*events).size() == rows * training::metrics_columns);
    });
    return 0;
}
