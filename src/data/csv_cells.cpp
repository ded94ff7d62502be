#include "data/csv_cells.h"

#include <descent/error.h>

#include <algorithm>
#include <optional>

#include "data/cell_merger.h"
#include "data/csv_part.h"
#include "data/encoding.h"
#include "parallel/machine.h"

namespace descent::data {
namespace {

/// A record takes a line, and a field a byte.
std::size_t most_records(const CsvChunk& chunk, const CsvBody& body, std::size_t columns) {
    const std::size_t lines = chunk.line_ends + !chunk.text.ends_with(body.form.line_end);
    return std::min(lines, chunk.text.size() / columns + 1);
}

CsvCells read_whole(const CsvBody& body, const CsvRoles& roles) {
    require_utf8(body.bytes);
    CsvChunk all{body.text, body.form.first_line, 0};
    storage::ReadPages counted(body.bytes);
    for (std::string_view rest = body.text; !rest.empty(); counted.up_to(rest.data())) {
        const std::string_view part = rest.substr(0, storage::ReadPages::part);
        all.line_ends += marks_of(part, body.form.line_end).line_ends;
        rest.remove_prefix(part.size());
    }
    const std::size_t most = most_records(all, body, roles.columns.size());
    CellMerger merger(roles);
    merger.reserve(most);
    storage::ReadPages pages(body.bytes);
    CsvPart part = read_part(body, roles, all, {merger.inputs(), merger.others(), 0, most, &pages});
    merger.take_texts(part);
    merger.add_cells(part, 0);
    return merger.result();
}

/// Reads chunks side by side, as many at once as keep all threads busy, and puts each such wave together.
class ChunkReader {
public:
    ChunkReader(const CsvBody& body, const CsvRoles& roles, std::size_t threads)
        : body_(body),
          roles_(roles),
          team_(threads),
          cutter_(body.text, body.form, body.work.chunk_bytes, team_),
          merger_(roles) {}

    std::optional<CsvCells> read() {
        storage::ReadPages read_pages(body_.bytes);
        const std::size_t wave = team_.size() == 1 ? 1 : 16 * team_.size();
        for (;;) {
            const std::vector<CsvChunk> chunks = cutter_.next(wave);
            if (chunks.empty()) return merger_.result();
            if (!read_wave(chunks)) return std::nullopt;
            const std::string_view last = chunks.back().text;
            read_pages.up_to(last.data() + last.size());
        }
    }

private:
    bool read_wave(const std::vector<CsvChunk>& chunks) {
        const std::vector<std::size_t> first_rows = make_room(chunks);
        std::vector<CsvPart> parts(chunks.size());
        team_.for_each(parts.size(), [&](std::size_t i, std::size_t) {
            if (!chunks[i].is_ascii && !is_utf8(chunks[i].text)) require_utf8(body_.bytes);
            parts[i] = read_part(body_, roles_, chunks[i],
                                 {.inputs = merger_.inputs(),
                                  .others = merger_.others(),
                                  .first_row = first_rows[i],
                                  .most_rows = first_rows[i + 1] - first_rows[i],
                                  .known_texts = &merger_.texts()});
            storage::release_pages(body_.bytes, std::as_bytes(std::span(chunks[i].text)));
        });
        std::vector<std::vector<std::vector<std::uint32_t>>> numbers;
        for (const CsvPart& part : parts) numbers.push_back(merger_.add_texts(part));
        team_.for_each(parts.size(),
                       [&](std::size_t i, std::size_t) { renumber(parts[i], numbers[i], first_rows[i]); });
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (!merger_.add_cells(parts[i], first_rows[i])) return false;
        }
        return true;
    }

    /// The first row of each chunk, with room for as many records as it may have; and the end.
    std::vector<std::size_t> make_room(const std::vector<CsvChunk>& chunks) {
        std::vector<std::size_t> first_rows = {merger_.rows()};
        for (const CsvChunk& chunk : chunks) {
            first_rows.push_back(first_rows.back() + most_records(chunk, body_, roles_.columns.size()));
        }
        if (first_rows.back() > merger_.capacity()) {
            const std::string_view last = chunks.back().text;
            const auto read = static_cast<double>(last.data() + last.size() - body_.text.data());
            const double rest = static_cast<double>(body_.text.size()) - read;
            constexpr double slack = 1.03;      // what nobody writes takes no memory
            constexpr double most_growth = 16;  // the first lines may be shorter than all others
            const double more = std::min(rest / read * slack, most_growth);
            merger_.reserve(first_rows.back() +
                            static_cast<std::size_t>(static_cast<double>(first_rows.back()) * more));
        }
        return first_rows;
    }

    void renumber(const CsvPart& part, const std::vector<std::vector<std::uint32_t>>& numbers, std::size_t first_row) {
        for (std::size_t column = 0; column < numbers.size(); ++column) {
            const std::vector<std::uint32_t>& of_column = numbers[column];
            const CsvRole& role = roles_.columns[column];
            if (of_column.empty()) continue;
            Matrix& cells = role.kind == CsvRole::Kind::input ? merger_.inputs() : merger_.others();
            for (std::size_t r = first_row; r < first_row + part.rows; ++r) {
                double& cell = cells.at(r, role.index);
                if (is_text(cell)) cell = text_cell(of_column[text_of(cell)]);
            }
        }
    }

    const CsvBody& body_;
    const CsvRoles& roles_;
    parallel::Team team_;
    CsvCutter cutter_;
    CellMerger merger_;
};

std::optional<CsvCells> read_in_chunks(const CsvBody& body, const CsvRoles& roles, std::size_t threads) try {
    return ChunkReader(body, roles, threads).read();
} catch (const InputError&) {
    return std::nullopt;  // the place of an error is what the whole text says first
}

}  // namespace

CsvCells read_cells(const CsvBody& body, const CsvRoles& roles) {
    const CsvWork& work = body.work;
    const std::size_t threads = work.threads == 0 ? parallel::available_threads() : work.threads;
    if (body.text.size() / 8 >= work.chunk_bytes) {
        if (auto cells = read_in_chunks(body, roles, threads)) return std::move(*cells);
    }
    return read_whole(body, roles);
}

}  // namespace descent::data
