#ifndef DESCENT_PLUGIN_DRAFT_PLACED_LOOPS_H
#define DESCENT_PLUGIN_DRAFT_PLACED_LOOPS_H
/*
 * descent.placed_loops/1, draft: loops that know where in the network their stretch lies. They stand in the place of
 * the rule's own loops, which the host then does not ask for.
 */

#include <descent/plugin/extension/double_loops.h>
#include <descent/plugin/rule.h>

#define DESCENT_PLACED_LOOPS "descent.placed_loops/1"

typedef struct descent_place {
    uint32_t size;
    uint32_t abi_version;
    uint64_t first_row; /* of the stretch in its tensor */
    uint64_t position;  /* of the stretch's first number in the arena: for random.h */
    uint64_t fan_in;    /* of the tensor's layer, of biases too */
    uint64_t fan_out;
    uint32_t layers;   /* of the network */
    uint32_t reserved; /* 0 */
    uint64_t seed;     /* of the run */
} descent_place;

/* [inside a step] As descent_update. */
typedef void (*descent_placed_update)(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                      const descent_place* place);

typedef struct descent_placed_loops {
    uint32_t size;
    uint32_t abi_version;
    /* [any thread] The loop for an instruction set, or null, as descent_rule's. */
    descent_placed_update (*loop)(const void* instance, int32_t instruction_set);
    /* [inside a step] The same in double precision, for checks. May be null. */
    void (*double_update)(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                          const descent_place* place);
} descent_placed_loops;

#endif
