// Foreign lines as the metrics of an earlier part of a run: what is kept of them is lines of the file, and whether the
// file may be replaced is known.

#include "cli/earlier_metrics.h"
#include "cli/options/written_files.h"
#include "entry.h"
#include "folder.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::Folder folder;
    const std::string path = folder.write("m.jsonl", bytes, size);
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    fuzz::read_or_refuse([&] {
        for (const cli::EarlierLine& line : cli::earlier_lines(path, "0123456789abcdef", 1000)) {
            fuzz::require(line.step <= 1000 && text.find(line.text) != std::string_view::npos);
        }
        cli::writes_metrics().objection(path, fuzz::file_of(bytes, size));
    });
    return 0;
}
