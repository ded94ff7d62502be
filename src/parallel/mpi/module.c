/* The door to MPI: see interface.h. Compiled by the MPI's own compiler, once for each MPI. */
#include "parallel/mpi/interface.h"

#include <mpi.h>

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_bytes = 1 << 30, tag = 1 }; /* counts of MPI are int */

static MPI_Request* requests = NULL;
static uint64_t room_for = 0;

static void describe(char* text, uint64_t room) {
    char version[MPI_MAX_LIBRARY_VERSION_STRING];
    int length = 0;
    MPI_Get_library_version(version, &length);
    strncpy(text, version, room - 1);
    text[room - 1] = '\0';
}

static int start(void) {
    int given = 0;
    const int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &given);
    if (code != MPI_SUCCESS) return code;
    return MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

static void finish(void) {
    free(requests);
    requests = NULL;
    room_for = 0;
    MPI_Finalize();
}

static int32_t rank(void) {
    int number = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &number);
    return number;
}

static int32_t size(void) {
    int count = 0;
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

static uint64_t parts_of(const struct descent_transfer* transfers, uint64_t count) {
    uint64_t parts = 0;
    for (uint64_t i = 0; i < count; ++i) parts += (transfers[i].count + most_bytes - 1) / most_bytes;
    return parts;
}

/* Posts all parts from requests[*posted] on. */
static int post(const struct descent_transfer* transfers, uint64_t count, int sends, uint64_t* posted) {
    for (uint64_t i = 0; i < count; ++i) {
        for (uint64_t first = 0; first < transfers[i].count; first += most_bytes) {
            const uint64_t rest = transfers[i].count - first;
            const int bytes = (int)(rest < most_bytes ? rest : most_bytes);
            char* const from = (char*)transfers[i].bytes + first;
            MPI_Request* const request = &requests[*posted];
            const int code = sends ? MPI_Isend(from, bytes, MPI_BYTE, transfers[i].rank, tag, MPI_COMM_WORLD, request)
                                   : MPI_Irecv(from, bytes, MPI_BYTE, transfers[i].rank, tag, MPI_COMM_WORLD, request);
            if (code != MPI_SUCCESS) return code;
            ++*posted;
        }
    }
    return MPI_SUCCESS;
}

/* Soon done: asks at once. Else others may have the processor: several ranks can share one. */
static int wait_for(uint64_t count) {
    const unsigned at_once = 200, yielding = 2000;
    const struct timespec moment = {0, 50000};
    for (unsigned tries = 0;; ++tries) {
        int done = 0;
        const int code = MPI_Testall((int)count, requests, &done, MPI_STATUSES_IGNORE);
        if (code != MPI_SUCCESS || done) return code;
        if (tries > at_once + yielding) {
            nanosleep(&moment, NULL);
        } else if (tries > at_once) {
            sched_yield();
        }
    }
}

static int exchange(const struct descent_transfer* sends, uint64_t send_count, const struct descent_transfer* receives,
                    uint64_t receive_count) {
    const uint64_t parts = parts_of(sends, send_count) + parts_of(receives, receive_count);
    if (parts > room_for) {
        MPI_Request* const larger = realloc(requests, parts * sizeof(MPI_Request));
        if (larger == NULL) return MPI_ERR_NO_MEM;
        requests = larger;
        room_for = parts;
    }
    uint64_t posted = 0;
    int code = post(receives, receive_count, 0, &posted);
    if (code == MPI_SUCCESS) code = post(sends, send_count, 1, &posted);
    return code == MPI_SUCCESS ? wait_for(posted) : code;
}

static void explain(int code, char* text, uint64_t room) {
    char error[MPI_MAX_ERROR_STRING];
    int length = 0;
    if (MPI_Error_string(code, error, &length) != MPI_SUCCESS) length = 0;
    error[length] = '\0';
    strncpy(text, error, room - 1);
    text[room - 1] = '\0';
}

static void abort_all(int status) { MPI_Abort(MPI_COMM_WORLD, status); }

__attribute__((visibility("default"))) const struct descent_mpi descent_mpi = {
    DESCENT_MPI_VERSION, describe, start, finish, rank, size, exchange, explain, abort_all};
