#ifndef DESCENT_PLUGIN_STATUS_H
#define DESCENT_PLUGIN_STATUS_H
/*
 * What a function of a plugin answers, and the text of a refusal.
 *
 * Frozen since ABI version 1. Every struct of the ABI begins with its own size and the ABI version that it was
 * compiled for; nothing is thrown across the border.
 *
 *     descent_refuse(message, "memory must be a whole number");
 *     return DESCENT_REFUSED;
 */

#include <stddef.h>
#include <stdint.h>

/* The version of the structs in this folder. A host runs plugins of this version and of all older ones. */
#define DESCENT_ABI_VERSION 1u

/* In binaries: never change. */
typedef int32_t descent_status;
#define DESCENT_OK 0
#define DESCENT_REFUSED 1 /* the text says why */

/* A line of text that a function leaves for the user. The memory is the host's; never null. */
typedef struct descent_message {
    uint32_t size;        /* sizeof(descent_message) */
    uint32_t abi_version; /* DESCENT_ABI_VERSION */
    uint64_t capacity;    /* bytes that `text` has room for, the closing zero included; at least 256 */
    char* text;           /* one line of UTF-8, ended by a zero */
} descent_message;

/* [any thread] Copies `text`, cut where the message is full. */
static inline void descent_refuse(descent_message* message, const char* text) {
    uint64_t i = 0;
    for (; i + 1 < message->capacity && text[i] != '\0'; ++i) message->text[i] = text[i];
    message->text[i] = '\0';
}

#endif
