#ifndef DESCENT_PLUGIN_HOST_H
#define DESCENT_PLUGIN_HOST_H
/*
 * What the host offers to a plugin.
 *
 * Frozen since ABI version 1: whatever comes later is an extension, asked for by name.
 */

#include <descent/plugin/status.h>

typedef struct descent_host {
    uint32_t size;
    uint32_t abi_version;
    const char* version; /* of Descent, "0.1.0": for messages, never for decisions */
    /* [any thread] Whether the host calls the extension `id` of a rule. A rule that cannot do without one refuses
     * in the entry's `start`, and says so. */
    int32_t (*calls)(const char* id);
    /* [any thread] The struct behind an id that the host itself offers, or null. */
    const void* (*extension)(const char* id);
} descent_host;

/* [any thread] The host for plugins of that ABI version, or null when the host is too old for it. Lives as long as
 * the process. */
typedef const descent_host* (*descent_host_api_function)(uint32_t abi_version);

#endif
