#include "cli/rank_threads.h"

#include <algorithm>

#include "base/text.h"
#include "parallel/machine.h"

namespace descent::cli {

RankPlace place_of_rank(std::size_t ranks_on_machine) {
    return {parallel::hardware_threads(), parallel::affinity_threads(), parallel::available_threads(),
            ranks_on_machine};
}

std::size_t threads_of_rank(std::size_t asked, const RankPlace& place) {
    if (asked != 0) return asked;
    const bool bound = place.bound_to < place.processors;
    return std::max<std::size_t>(1, bound ? place.available : place.available / place.neighbours);
}

std::string binding_note(std::size_t asked, const RankPlace& place) {
    if (place.bound_to >= place.processors) return "";
    const bool crowded = asked > place.bound_to;
    const bool idle = asked == 0 && place.bound_to * place.neighbours < place.processors;
    if (!crowded && !idle) return "";
    return "a rank is bound to " + to_text(place.bound_to) + " of " + to_text(place.processors) + " processors" +
           (crowded ? ", which its " + to_text(asked) + " threads share" : "") +
           ": mpirun --bind-to none, or srun --cpus-per-task, gives it more";
}

}  // namespace descent::cli
