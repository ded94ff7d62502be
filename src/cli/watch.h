#pragma once
/// \file
/// A thread beside a command, which answers USR1 at once and looks once a period at how far the command is.
///
///     Watch watch;
///     watch.start([&] { console.message(status()); }, [&] { say_that_it_works(); }, std::chrono::minutes(1));

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

namespace descent::cli {

class Watch {
public:
    using Work = std::function<void()>;

    Watch() = default;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Once. `answer` and `look` are called on the thread until this is destroyed; what they throw ends it. Nothing
    /// where the system starts no more threads: whoever works has to ask for `status_wanted` too.
    void start(Work answer, Work look, std::chrono::milliseconds period);

private:
    void run(const Work& answer, const Work& look, std::chrono::milliseconds period) noexcept;

    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

}  // namespace descent::cli
