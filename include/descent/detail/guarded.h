#pragma once
/// \file
/// Calls from the host into an author's struct: no exception passes the border.

#include <exception>

#include <descent/draft/matrix.h>
#include <descent/draft/space.h>

namespace descent::detail {

inline bool same_text(const char* a, const char* b) { return __builtin_strcmp(a, b) == 0; }

/// Runs `work`; an exception becomes a refusal with its text.
template <class Work>
descent_status guarded(descent_message* message, Work work) noexcept {
    try {
        work();
        return DESCENT_OK;
    } catch (const EvaluationFailed& failed) {
        return failed.status;  // the host knows why
    } catch (const ProductRefused& refused) {
        return refused.status;
    } catch (const std::exception& error) {
        descent_refuse(message, error.what());
    } catch (...) {
        descent_refuse(message, "an exception of unknown type");
    }
    return DESCENT_REFUSED;
}

}  // namespace descent::detail
