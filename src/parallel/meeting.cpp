#include "parallel/meeting.h"

#include <algorithm>

#include "base/text.h"

namespace descent::parallel {
namespace {

std::string told(const Statement& statement) {
    return to_text(static_cast<int>(statement.kind)) + " " + to_text(statement.status) + " " + statement.text;
}

Statement understood(std::size_t rank, const std::string& text) {
    const std::size_t first = text.find(' '), second = text.find(' ', first + 1);
    const auto kind = parse_number<int>(text.substr(0, first));
    const auto status = parse_number<int>(text.substr(first + 1, second - first - 1));
    if (!kind || !status) throw Error("rank " + to_text(rank) + " is another version of descent");
    return {static_cast<Statement::Kind>(*kind), *status, text.substr(second + 1)};
}

}  // namespace

std::vector<Statement> meet(Ranks& ranks, const Statement& own) {
    ranks.note_meeting();
    const std::vector<std::string> texts = texts_of_all(ranks, told(own));
    std::vector<Statement> statements;
    for (std::size_t rank = 0; rank < texts.size(); ++rank) statements.push_back(understood(rank, texts[rank]));
    return statements;
}

std::optional<Refused> first_failure(const std::vector<Statement>& statements) {
    const auto fails = [](const Statement& one) { return one.kind == Statement::Kind::fails; };
    const auto found = std::ranges::find_if(statements, fails);
    if (found == statements.end()) return std::nullopt;
    const bool shared =
        std::ranges::all_of(statements, [&](const Statement& one) { return fails(one) && one.text == found->text; });
    const std::string rank = shared ? "" : "rank " + to_text(found - statements.begin()) + ": ";
    return Refused(rank + found->text, found->status);
}

}  // namespace descent::parallel
