#include "support/streams/loops.h"

namespace descent::bench {
constexpr StreamTable table = stream_table<detail::Avx2>();
const StreamTable avx2_streams = table;
}  // namespace descent::bench
