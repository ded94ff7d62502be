#pragma once
/*
 * What the program asks of MPI. One file, module.c, fills it and is compiled once with each MPI that the build finds:
 * descent_mpi_openmpi.so, descent_mpi_mpich.so. The program links none of them and loads the one that started it.
 *
 *     const struct descent_mpi* mpi = dlsym(module, "descent_mpi");
 *     if (mpi->version == DESCENT_MPI_VERSION && mpi->start() == 0) ... mpi->size() ...
 *
 * All functions are called on one thread, the one that called `start`. Those that return int return 0, or a code that
 * `explain` makes a text of.
 */
#include <stdint.h>

#define DESCENT_MPI_VERSION 1

/* Bytes from or to another rank. Between two ranks they arrive in the order in which they were sent. */
struct descent_transfer {
    void* bytes;
    uint64_t count;
    int32_t rank;
};

struct descent_mpi {
    uint32_t version;
    /* The library's own text of its version, cut to `room` bytes with the zero at the end. Also before `start`. */
    void (*describe)(char* text, uint64_t room);
    int (*start)(void);
    /* Waits for all ranks. */
    void (*finish)(void);
    int32_t (*rank)(void);
    int32_t (*size)(void);
    /* All transfers at once; returns when all are done. Of no bytes: none takes place. */
    int (*exchange)(const struct descent_transfer* sends, uint64_t send_count, const struct descent_transfer* receives,
                    uint64_t receive_count);
    void (*explain)(int code, char* text, uint64_t room);
    /* Ends all ranks, with that status where the launcher passes it on. */
    void (*abort)(int status);
};
