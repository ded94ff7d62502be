#ifndef DESCENT_PLUGIN_ENTRY_H
#define DESCENT_PLUGIN_ENTRY_H
/*
 * The one symbol that a plugin's shared library exports: `descent_plugin`.
 *
 * Frozen since ABI version 1. Versions: a host accepts every entry whose `abi_version` is not newer than its own, and
 * whose `size` is what that version says; anything else is refused with both versions named.
 *
 *     DESCENT_EXPORT const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules, 0};
 */

#include <descent/plugin/host.h>
#include <descent/plugin/rule.h>

#define DESCENT_MOST_RULES 256

#if defined(__GNUC__)
#define DESCENT_VISIBLE __attribute__((visibility("default")))
#else
#define DESCENT_VISIBLE
#endif
#if defined(__cplusplus)
#define DESCENT_EXPORT extern "C" DESCENT_VISIBLE
#else
#define DESCENT_EXPORT DESCENT_VISIBLE
#endif

typedef struct descent_entry {
    uint32_t size;        /* sizeof(descent_entry) */
    uint32_t abi_version; /* DESCENT_ABI_VERSION */
    uint64_t rule_count;  /* 1 to DESCENT_MOST_RULES */
    const descent_rule* const* rules;
    /* [one thread] Called once, after loading and before anything else. May be null. */
    descent_status (*start)(descent_host_api_function host_api, descent_message* message);
} descent_entry;

#if defined(__cplusplus)
extern "C" {
#endif
extern DESCENT_VISIBLE const descent_entry descent_plugin;
#if defined(__cplusplus)
}
#endif

#endif
