#include "support/streams/loops.h"

namespace descent::bench {
constexpr StreamTable table = stream_table<detail::Baseline>();
const StreamTable baseline_streams = table;
}  // namespace descent::bench
