#include "parallel/fork.h"

#include <new>

#include <tbb/global_control.h>

namespace descent::parallel {

bool end_threads() {
    tbb::task_scheduler_handle scheduler{tbb::attach{}};
    return tbb::finalize(scheduler, std::nothrow);
}

}  // namespace descent::parallel
