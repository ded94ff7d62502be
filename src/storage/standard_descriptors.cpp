#include "storage/standard_descriptors.h"

#include <fcntl.h>
#include <unistd.h>

namespace descent::storage {

void reserve_standard_descriptors() noexcept {
    const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};  // the first two refuse what they are there for
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0) ::open("/dev/null", modes[descriptor]);  // gets the lowest free number
    }
}

}  // namespace descent::storage
