#include "cli/stop_together.h"

#include <algorithm>
#include <vector>

#include "cli/signals.h"

namespace descent::cli {
namespace {

struct Word {
    std::uint64_t between;
    std::int64_t signal;
};

std::vector<Word> words_of_all(parallel::Ranks& ranks, const Word& own) {
    std::vector<Word> words(ranks.size(), own);
    std::vector<parallel::Sent> sends;
    std::vector<parallel::Received> receives;
    for (std::size_t other = 0; other < ranks.size(); ++other) {
        if (other == ranks.rank()) continue;
        sends.push_back({other, std::as_bytes(std::span(&own, 1))});
        receives.push_back({other, parallel::bytes_of(words[other])});
    }
    ranks.exchange(sends, receives);
    return words;
}

}  // namespace

std::uint64_t StopTogether::steps_between() {
    constexpr double seconds_wanted = 0.02;
    const auto now = Clock::now();
    const double seconds = std::max(std::chrono::duration<double>(now - last_).count(), 1e-9);
    last_ = now;
    const double fitting = static_cast<double>(between_) * std::min(seconds_wanted / seconds, 2.0);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(fitting));
}

bool StopTogether::requested() {
    if (ranks_.size() == 1) return noted_signal() != 0;
    if (++step_ < next_) return false;
    const std::vector<Word> words = words_of_all(ranks_, {steps_between(), noted_signal()});
    between_ = words.front().between;
    next_ = step_ + between_;
    const auto found = std::ranges::find_if(words, [](const Word& word) { return word.signal != 0; });
    if (found == words.end()) return false;
    note_signal(static_cast<int>(found->signal));
    return true;
}

}  // namespace descent::cli
