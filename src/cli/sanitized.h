#pragma once
/// \file
/// Whether the program is built with a sanitizer, which has its own handlers of crashes and of the end.

namespace descent::cli {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DESCENT_SANITIZED
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

}  // namespace descent::cli
