#include "model/evaluation/confusion.h"

#include <algorithm>

namespace descent::model {

std::vector<std::uint32_t> labels_of(const Confusion& confusion) {
    std::vector<std::uint32_t> labels;
    for (const Confusion::Cell& cell : confusion.cells) labels.insert(labels.end(), {cell.truth, cell.predicted});
    std::ranges::sort(labels);
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

std::vector<std::vector<std::uint64_t>> matrix_of(const Confusion& confusion,
                                                  const std::vector<std::uint32_t>& labels) {
    const auto place = [&](std::uint32_t label) {
        return static_cast<std::size_t>(std::ranges::lower_bound(labels, label) - labels.begin());
    };
    std::vector<std::vector<std::uint64_t>> matrix(labels.size(), std::vector<std::uint64_t>(labels.size(), 0));
    for (const Confusion::Cell& cell : confusion.cells) matrix[place(cell.truth)][place(cell.predicted)] = cell.count;
    return matrix;
}

std::vector<Confusion::Cell> largest_confusions(const Confusion& confusion, std::size_t most) {
    std::vector<Confusion::Cell> cells = confusion.cells;
    std::erase_if(cells, [](const Confusion::Cell& cell) { return cell.truth == cell.predicted; });
    std::ranges::stable_sort(cells, std::ranges::greater(), &Confusion::Cell::count);
    cells.resize(std::min(most, cells.size()));
    return cells;
}

}  // namespace descent::model
