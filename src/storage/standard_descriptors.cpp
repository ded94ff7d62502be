#include "storage/standard_descriptors.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace descent::storage {

void reserve_standard_descriptors() noexcept {
    const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};  // the first two refuse what they are there for
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0) ::open("/dev/null", modes[descriptor]);  // gets the lowest free number
    }
}

void unblock_standard_output() noexcept {
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
        struct stat status {};
        const bool pipe = ::fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
        if (!pipe && ::isatty(descriptor) != 1) continue;
        const char* const name = descriptor == STDOUT_FILENO ? "/proc/self/fd/1" : "/proc/self/fd/2";
        const int own = ::open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (own < 0) continue;
        ::dup2(own, descriptor);
        ::close(own);
    }
}

}  // namespace descent::storage
