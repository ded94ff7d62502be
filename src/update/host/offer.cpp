#include "update/host/offer.h"

#include <descent/version.h>

#include <algorithm>

#include "update/host/instance.h"

namespace {

int32_t calls(const char* id) {
    return std::ranges::find(descent::update::called_extensions, id) != descent::update::called_extensions.end() ? 1
                                                                                                                 : 0;
}

const void* extension(const char*) { return nullptr; }  // none yet

constexpr descent_host host_of_version_1 = {sizeof(descent_host), 1, descent::version, calls, extension};

}  // namespace

const descent_host* descent_host_api(uint32_t abi_version) { return abi_version == 1 ? &host_of_version_1 : nullptr; }
