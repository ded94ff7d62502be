#pragma once
/// \file
/// How many threads a rank works with, where several share a machine and a launcher may bind each to a few processors.

#include <cstddef>
#include <string>

namespace descent::cli {

/// What a rank finds.
struct RankPlace {
    std::size_t processors;  ///< of the machine
    std::size_t bound_to;    ///< that the launcher, or anybody else, lets it use
    std::size_t available;   ///< of these, that the control group grants too
    std::size_t neighbours;  ///< ranks on this machine, it included
};

/// Of this process.
RankPlace place_of_rank(std::size_t ranks_on_machine);

/// `asked` 0: those that it is bound to; where it is bound to none, its share of the machine's.
std::size_t threads_of_rank(std::size_t asked, const RankPlace& place);

/// One line where threads share processors, or processors stay idle, because ranks are bound; else empty.
std::string binding_note(std::size_t asked, const RankPlace& place);

}  // namespace descent::cli
