#include "training/start_together.h"

#include <descent/version.h>

#include <bit>

#include "parallel/meeting.h"
#include "parallel/pieces.h"

namespace descent::training {
namespace {

using parallel::bytes_of;
using parallel::Refused;
using parallel::Statement;

constexpr int status_of_refusal = 1;

/// All that must be the same for the ranks to have the same bits.
Json description_of(const Json& run, InstructionSet set) {
    Json description = {{"version", version},
                        {"byte_order", std::endian::native == std::endian::little ? "little" : "big"},
                        {"fused_multiply_add", set != InstructionSet::baseline}};
    description.update(run);
    return description;
}

std::string text_of_member(const Json& object, const std::string& name) {
    return object.contains(name) ? printable(to_json_line(object[name])) : "missing";
}

/// Where a setting differs, the data that it splits may follow from it.
bool is_of_data(const std::string& name) { return name.ends_with("_data"); }

/// The first member that differs, settings before data; empty: none does.
std::string first_difference(const Json& first, const Json& other) {
    for (const bool of_data : {false, true}) {
        for (const Json* const object : {&first, &other}) {
            for (const auto& [name, value] : object->items()) {
                const std::string here = text_of_member(first, name), there = text_of_member(other, name);
                if (is_of_data(name) == of_data && here != there) {
                    return name + " is " + there + " there and " + here + " at rank 0";
                }
            }
        }
    }
    return "";
}

Json parsed_statement(const std::string& text, std::size_t rank) { return parse_json(text, "rank " + to_text(rank)); }

}  // namespace

void agree_on_run(parallel::Ranks& ranks, const Json& run, InstructionSet set) {
    const auto statements =
        parallel::meet(ranks, {.kind = Statement::Kind::joins, .text = to_json_line(description_of(run, set))});
    if (const auto failure = parallel::first_failure(statements)) throw Refused(*failure);
    for (std::size_t rank = 0; rank < statements.size(); ++rank) {
        if (statements[rank].kind == Statement::Kind::joins) continue;
        throw Refused("rank " + to_text(rank) + ": takes no part in the run; start all ranks with the same command",
                      status_of_refusal);
    }
    const Json first = parsed_statement(statements.front().text, 0);
    for (std::size_t rank = 1; rank < statements.size(); ++rank) {
        if (statements[rank].text == statements.front().text) continue;
        throw Refused("rank " + to_text(rank) +
                          ": another run: " + first_difference(first, parsed_statement(statements[rank].text, rank)) +
                          "; start all ranks with the same command, program and files",
                      status_of_refusal);
    }
}

void share_resumption(parallel::Ranks& ranks, State& state, std::optional<Resumption>& resumed) {
    bool resumes = resumed.has_value();
    broadcast(ranks, bytes_of(resumes));
    if (!resumes) return;
    if (!resumed) resumed.emplace();
    broadcast(ranks, std::as_writable_bytes(state.parameters));
    for (State::Slot& slot : state.slots) broadcast(ranks, std::as_writable_bytes(slot.arena));
    for (State::Global& global : state.globals) broadcast(ranks, bytes_of(global.value));
    broadcast(ranks, bytes_of(state.optimizer_steps));
    broadcast(ranks, bytes_of(state.position));
    Best& best = resumed->best;
    std::size_t weights = best.weights.size();
    broadcast(ranks, bytes_of(weights));
    best.weights.resize(weights);
    broadcast(ranks, std::as_writable_bytes(std::span(best.weights)));
    broadcast(ranks, bytes_of(best.epoch));
    broadcast(ranks, bytes_of(best.loss));
}

std::string work_of_ranks(std::size_t ranks, std::uint64_t batch_patterns) {
    const std::size_t pieces = parallel::piece_count(batch_patterns), needed = std::bit_ceil(ranks);
    const std::string all = to_text(ranks) + " ranks, ";
    if (pieces >= ranks) return all + to_text(pieces) + " pieces in a batch";
    const std::string what = pieces == 1 ? all + "each computes whole batches, which are one piece"
                                         : all + "of which " + to_text(pieces) + " have a piece of a batch";
    if (needed > parallel::most_pieces) return what + ", as no batch has more than " + to_text(parallel::most_pieces);
    return what + "; batch_size=" + to_text(needed * parallel::smallest_piece) + " gives each one work";
}

TrainingOptions without_checkpoint(TrainingOptions options) {
    options.checkpoint.clear();
    options.checkpoint_every = {};
    options.keep = TrainingOptions().keep;
    options.resume = false;
    return options;
}

}  // namespace descent::training
