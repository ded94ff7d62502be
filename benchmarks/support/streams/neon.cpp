#include "support/streams/loops.h"

namespace descent::bench {
constexpr StreamTable table = stream_table<detail::Neon>();
const StreamTable neon_streams = table;
}  // namespace descent::bench
