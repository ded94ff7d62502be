#include "support/streams/loops.h"

namespace descent::bench {
constexpr StreamTable table = stream_table<detail::Avx512>();
const StreamTable avx512_streams = table;
}  // namespace descent::bench
