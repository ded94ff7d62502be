#include "update/host/call.h"

#include <exception>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update {

std::string who_is(const std::string& name, const std::string& file) {
    return "optimizer " + quote(name) + (file.empty() ? "" : " of " + printable(file));
}

void throw_refusal(const std::string& who, const Action& what, descent_status status, const char* text) {
    const std::string reason = printable(text, 500);
    throw Error(who + ": cannot " + what.text() + ": " +
                (reason.empty() ? "it gave status " + to_text(status) + " and no reason" : reason));
}

void rethrow_as_error(const std::string& who, const Action& what) {
    std::string reason = "of unknown type";
    try {
        throw;
    } catch (const RaisedByRule&) {
        throw;
    } catch (const std::exception& error) {
        reason = quote(error.what(), 300);
    } catch (...) {
    }
    throw Error(who + ": cannot " + what.text() + ": it threw an exception (" + reason + "), which no rule may do");
}

}  // namespace descent::update
