#ifndef DESCENT_PLUGIN_DRAFT_WHOLE_NUMBERS_H
#define DESCENT_PLUGIN_DRAFT_WHOLE_NUMBERS_H
/*
 * descent.whole_numbers/1, draft: hyper-parameters that are whole numbers. Others are refused when they are set, and
 * tuning tries whole ones only. Both ends of the range and the default must be whole.
 */

#include <descent/plugin/rule.h>

#define DESCENT_WHOLE_NUMBERS "descent.whole_numbers/1"

typedef struct descent_whole_numbers {
    uint32_t size;
    uint32_t abi_version;
    /* [any thread] The answer never changes. */
    int32_t (*is_whole)(uint32_t hyper_parameter);
} descent_whole_numbers;

#endif
