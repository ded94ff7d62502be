#include "update/host/offer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <descent/plugin/draft/closure_2.h>
#include <descent/plugin/draft/outer.h>
#include <descent/version.h>

namespace {

constexpr std::array<std::string_view, 6> called = {DESCENT_BEGIN_STEP, DESCENT_NORMS,     DESCENT_DOUBLE_LOOPS,
                                                    DESCENT_CLOSURE,    DESCENT_CLOSURE_2, DESCENT_OUTER};

int32_t calls(const char* id) { return std::find(called.begin(), called.end(), id) != called.end() ? 1 : 0; }

const void* extension(const char*) { return nullptr; }  // none yet

constexpr descent_host host_of_version_1 = {sizeof(descent_host), 1, descent::version, calls, extension};

}  // namespace

const descent_host* descent_host_api(uint32_t abi_version) { return abi_version == 1 ? &host_of_version_1 : nullptr; }
