#include "cli/metrics_line.h"

#include <descent/error.h>

namespace descent::cli {

Json parsed_line(std::string_view text) {
    try {
        return parse_json(text, "metrics");
    } catch (const InputError&) {
        return nullptr;
    }
}

std::string text_in(const Json& line, const char* name) {
    return line.is_object() && line.contains(name) && line[name].is_string() ? line[name].get<std::string>() : "";
}

std::optional<std::uint64_t> step_in(const Json& line) {
    const Json* const step = line.find("step");
    return step && step->is_number_unsigned() ? std::optional(step->get<std::uint64_t>()) : std::nullopt;
}

}  // namespace descent::cli
