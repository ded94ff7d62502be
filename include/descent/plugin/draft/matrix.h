#ifndef DESCENT_PLUGIN_DRAFT_MATRIX_H
#define DESCENT_PLUGIN_DRAFT_MATRIX_H
/*
 * descent.matrix/1, draft: rules that treat a tensor as a matrix, as Muon does. The host has the products.
 *
 * A step is then: begin_step; sums and norms, where the rule has them; `transform` for one tensor after the other,
 * which may change slots and weights; then the loop on all stretches. Frozen tensors are left out. Sums run over the
 * common index in order, one fused multiply-add a term where the instruction set has it: the same bits for any number
 * of threads, and on AVX2, AVX-512 and NEON.
 */

#include <descent/plugin/rule.h>

#define DESCENT_MATRIX "descent.matrix/1"
#define DESCENT_MOST_SCRATCHES 8

/* numbers[row * stride + column]; what stands from `columns` on in a row is padding: it enters no other number, and is
 * 0 in results. */
typedef struct descent_matrix {
    uint32_t size;
    uint32_t abi_version;
    float* numbers; /* aligned to 64 bytes */
    uint64_t rows;
    uint64_t columns;
    uint64_t stride; /* a multiple of 16 */
} descent_matrix;

/* All functions: [one thread], during `transform`; they use the host's threads. Where they do not return DESCENT_OK,
 * pass the status on: the host knows why. `c` is a slot of the tensor or a scratch, and no
 * operand. */
typedef struct descent_products {
    uint32_t size;
    uint32_t abi_version;
    void* context; /* the first argument of the functions below */
    /* c = alpha a b + beta d; `transposed`: 1: a^T in the place of a, 2: b^T in that of b, 3: both. d: may be null. */
    descent_status (*multiply)(void* context, const descent_matrix* c, double alpha, const descent_matrix* a,
                               const descent_matrix* b, int32_t transposed, double beta, const descent_matrix* d);
    /* c = alpha a a^T + beta d, with `transposed` alpha a^T a + beta d, in half the time; d: symmetric, may be null. */
    descent_status (*multiply_by_itself)(void* context, const descent_matrix* c, double alpha, const descent_matrix* a,
                                         int32_t transposed, double beta, const descent_matrix* d);
    /* c = alpha a; here c may be a. */
    descent_status (*scale)(void* context, const descent_matrix* c, double alpha, const descent_matrix* a);
    /* sums: [rows], or [columns]; in double. */
    descent_status (*row_sums)(void* context, const descent_matrix* a, double* sums);
    descent_status (*column_sums)(void* context, const descent_matrix* a, double* sums);
    /* Working memory, `number` below DESCENT_MOST_SCRATCHES: it holds anything, and is gone when `transform` returns.
     */
    descent_status (*scratch)(void* context, uint32_t number, uint64_t rows, uint64_t columns, descent_matrix* scratch);
} descent_products;

/* A tensor as matrices of one shape. Gradients are not to be changed. */
typedef struct descent_tensor_matrices {
    uint32_t size;
    uint32_t abi_version;
    const descent_tensor* tensor;
    descent_matrix weights;
    descent_matrix gradients;
    const descent_matrix* slots; /* [slot_count]; `numbers` null where the slot is unused */
} descent_tensor_matrices;

/* The same in double precision, for checks against a reference. Training never uses it. */
typedef struct descent_double_matrix {
    uint32_t size;
    uint32_t abi_version;
    double* numbers;
    uint64_t rows;
    uint64_t columns;
    uint64_t stride;
} descent_double_matrix;

typedef struct descent_double_products {
    uint32_t size;
    uint32_t abi_version;
    void* context;
    descent_status (*multiply)(void* context, const descent_double_matrix* c, double alpha,
                               const descent_double_matrix* a, const descent_double_matrix* b, int32_t transposed,
                               double beta, const descent_double_matrix* d);
    descent_status (*multiply_by_itself)(void* context, const descent_double_matrix* c, double alpha,
                                         const descent_double_matrix* a, int32_t transposed, double beta,
                                         const descent_double_matrix* d);
    descent_status (*scale)(void* context, const descent_double_matrix* c, double alpha,
                            const descent_double_matrix* a);
    descent_status (*row_sums)(void* context, const descent_double_matrix* a, double* sums);
    descent_status (*column_sums)(void* context, const descent_double_matrix* a, double* sums);
    descent_status (*scratch)(void* context, uint32_t number, uint64_t rows, uint64_t columns,
                              descent_double_matrix* scratch);
} descent_double_products;

typedef struct descent_double_tensor_matrices {
    uint32_t size;
    uint32_t abi_version;
    const descent_tensor* tensor;
    descent_double_matrix weights;
    descent_double_matrix gradients;
    const descent_double_matrix* slots;
} descent_double_tensor_matrices;

typedef struct descent_matrix_rule {
    uint32_t size;
    uint32_t abi_version;
    /* [one thread] `step`: that of the tensor, as the loop gets it. */
    descent_status (*transform)(const void* instance, const descent_tensor_matrices* matrices, const descent_step* step,
                                const descent_products* products, descent_message* message);
    /* [one thread] May be null: then there are no checks in double precision. */
    descent_status (*double_transform)(const void* instance, const descent_double_tensor_matrices* matrices,
                                       const descent_step* step, const descent_double_products* products,
                                       descent_message* message);
} descent_matrix_rule;

#endif
