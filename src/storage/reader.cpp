#include "storage/reader.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace descent::storage {

bool takes_bytes(int descriptor, std::chrono::milliseconds most) noexcept {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + most;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        pollfd polled{descriptor, POLLOUT, 0};
        const int ready = ::poll(&polled, 1, static_cast<int>(std::max<std::int64_t>(0, left.count())));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

}  // namespace descent::storage
