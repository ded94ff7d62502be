#ifndef DESCENT_PLUGIN_RULE_H
#define DESCENT_PLUGIN_RULE_H
/*
 * An update rule as the host sees it: what it is called, what can be set, which state it keeps, and the loop that
 * updates a stretch of parameters.
 *
 * Frozen since ABI version 1: these structs never grow. What only some rules need is an extension, asked for by name.
 *
 * Who may call what: [any thread]: whenever. [one thread]: never two at once on one instance. [inside a step]: on a
 * worker, several at once on different stretches; no allocation, lock, file or exception.
 * Text is UTF-8, ended by a zero, and lives as long as the plugin. Pointers are never null unless a line says so.
 */

#include <descent/plugin/instruction_sets.h>
#include <descent/plugin/status.h>

/* How a hyper-parameter is searched. In binaries: never change. */
#define DESCENT_SCALE_LINEAR 0
#define DESCENT_SCALE_LOG 1    /* minimum > 0 */
#define DESCENT_SCALE_CHOICE 2 /* the value is an index into `choices` */

/* What the host accepts at most. */
#define DESCENT_MOST_HYPER_PARAMETERS 64
#define DESCENT_MOST_SLOTS 64

typedef struct descent_hyper_parameter {
    uint32_t size;
    uint32_t abi_version;
    const char* name; /* lower case letters, digits and "_" */
    const char* help; /* one line */
    double default_value;
    double minimum; /* both ends are allowed values */
    double maximum;
    int32_t scale;
    uint32_t choice_count;      /* 0 unless DESCENT_SCALE_CHOICE */
    const char* const* choices; /* null when there are none */
} descent_hyper_parameter;

/* State by name. The host allocates, fills, saves and restores it, and finds it again by its name. */
typedef struct descent_slot {
    uint32_t size;
    uint32_t abi_version;
    const char* name; /* lower case letters, digits and "_" */
    const char* help; /* one line */
} descent_slot;

/* One matrix of weights or row of biases. */
typedef struct descent_tensor {
    uint32_t size;
    uint32_t abi_version;
    const char* name; /* "layers.0.weight" */
    int32_t kind;     /* 0: weights, 1: biases */
    uint32_t layer;   /* from 0 */
    uint64_t rows;    /* fan-in for weights, 1 for biases */
    uint64_t columns; /* fan-out */
    uint64_t stride;  /* floats from row to row: columns, padded to a multiple of 16 */
} descent_tensor;

/* What changes from step to step; filled by the host for each tensor. */
typedef struct descent_step {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;       /* updates, this one included: the t of the formulas, from 1 */
    double learning_rate; /* as the schedule and the tensor's group make it */
    double decay_factor;  /* on the rule's own weight decay: 1, or 0 where nothing decays (biases) */
    double tensor_factor; /* what the norms extension made of this tensor; 1 without */
} descent_step;

/* Parameters that stand side by side: whole rows of one tensor. */
typedef struct descent_stretch {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;         /* floats, padding included: a multiple of 16 */
    float* weights;         /* [count], aligned to 64 bytes, as all the others */
    const float* gradients; /* [count] of the mean cost */
    float* const* slots;    /* [slot_count] of [count] floats; null where the slot is unused */
    const descent_tensor* tensor;
} descent_stretch;

/* [inside a step] One step of the rule on one stretch. Neither reads nor writes outside it. Padding is 0 in weights
 * and gradients; whatever the loop writes there is never read as a result. */
typedef void (*descent_update)(const void* instance, const descent_stretch* stretch, const descent_step* step);

typedef struct descent_rule {
    uint32_t size;        /* sizeof(descent_rule) */
    uint32_t abi_version; /* DESCENT_ABI_VERSION */
    const char* name;     /* what users type: lower case letters, digits, "_" and "-" */
    const char* formula;  /* "v = mu v - eta g; w += v" */
    const char* source;   /* paper or page */
    uint32_t hyper_parameter_count;
    uint32_t slot_count;                             /* of state that every parameter has */
    const descent_hyper_parameter* hyper_parameters; /* null when there are none */
    const descent_slot* slots;                       /* null when there are none */

    /* [any thread] An instance for one run. `values`: [hyper_parameter_count], inside their ranges. It holds settings
     * and what begin_step makes of them; all that must survive a restart is in slots. */
    descent_status (*create)(const double* values, void** instance, descent_message* message);
    /* [one thread] */
    void (*destroy)(void* instance);
    /* [any thread] Is this slot needed with these settings? The answer never changes. May be null: all are. */
    int32_t (*uses_slot)(const void* instance, uint32_t slot);
    /* [any thread] What the slot holds before the first step. May be null: 0. */
    double (*slot_start)(const void* instance, uint32_t slot);
    /* [any thread] The loop for an instruction set, or null when there is none: then the host asks for a narrower
     * one, and at last for DESCENT_SET_BASELINE. */
    descent_update (*loop)(const void* instance, int32_t instruction_set);
    /* [any thread] The struct behind "descent.begin_step/1" and the like, or null. May be null: no extensions. */
    const void* (*extension)(const char* id);
} descent_rule;

#endif
