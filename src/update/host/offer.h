#pragma once
/// \file
/// What the host offers to plugins.

#include <descent/plugin.h>

/// [any thread] The host for plugins of that ABI version, or null when this Descent is too old for it.
extern "C" DESCENT_VISIBLE const descent_host* descent_host_api(uint32_t abi_version);
