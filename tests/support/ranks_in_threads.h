#pragma once
// Ranks that are threads of the test, with a queue for each pair.
//
//     run_on_ranks(4, [&](parallel::Ranks& ranks) { ... });

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "parallel/ranks.h"

namespace descent::test {

/// What was sent and not yet received.
class Post {
public:
    using Bytes = std::vector<std::byte>;

    void put(std::size_t from, std::size_t to, std::span<const std::byte> bytes) {
        const std::lock_guard lock(mutex_);
        queues_[{from, to}].emplace_back(bytes.begin(), bytes.end());
        arrived_.notify_all();
    }
    Bytes take(std::size_t from, std::size_t to) {
        std::unique_lock lock(mutex_);
        std::deque<Bytes>& queue = queues_[{from, to}];
        arrived_.wait(lock, [&] { return !queue.empty(); });
        Bytes bytes = std::move(queue.front());
        queue.pop_front();
        return bytes;
    }
    bool empty() {
        const std::lock_guard lock(mutex_);
        for (const auto& [pair, queue] : queues_) {
            if (!queue.empty()) return false;
        }
        return true;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::map<std::pair<std::size_t, std::size_t>, std::deque<Bytes>> queues_;
};

class ThreadRank final : public parallel::Ranks {
public:
    ThreadRank(Post& post, std::size_t rank, std::size_t size) : post_(post), rank_(rank), size_(size) {}

    std::size_t rank() const override { return rank_; }
    std::size_t size() const override { return size_; }
    void exchange(std::span<const parallel::Sent> sends, std::span<const parallel::Received> receives) override {
        for (const parallel::Sent& sent : sends) {
            if (!sent.bytes.empty()) post_.put(rank_, sent.to, sent.bytes);
        }
        for (const parallel::Received& received : receives) {
            if (received.bytes.empty()) continue;
            const Post::Bytes bytes = post_.take(received.from, rank_);
            if (bytes.size() != received.bytes.size()) throw std::logic_error("another size was sent");
            std::ranges::copy(bytes, received.bytes.begin());
        }
    }

private:
    Post& post_;
    std::size_t rank_, size_;
};

/// `body(ranks)` on each; rethrows what the lowest rank threw. All that was sent must have been received.
template <class Body>
void run_on_ranks(std::size_t size, Body&& body) {
    Post post;
    std::vector<std::exception_ptr> errors(size);
    std::vector<std::thread> threads;
    for (std::size_t rank = 0; rank < size; ++rank) {
        threads.emplace_back([&, rank] {
            try {
                ThreadRank ranks(post, rank, size);
                body(static_cast<parallel::Ranks&>(ranks));
            } catch (...) {
                errors[rank] = std::current_exception();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::exception_ptr& error : errors) {
        if (error) std::rethrow_exception(error);
    }
    if (!post.empty()) throw std::logic_error("bytes were sent that nobody received");
}

}  // namespace descent::test
