#pragma once
/// \file
/// Is a descent_rule what it says it is? Asked before anything else is done with it.

#include <string>

#include <descent/plugin.h>
#include <descent/registry.h>

namespace descent::update {

/// [any thread] What the rule says of itself, checked. `file`: of its plugin, "" for built-in rules. Throws Error that
/// names the file and rule, and what is wrong with which field. Reads only what sizes and counts cover.
OptimizerInfo check_rule(const descent_rule& rule, const std::string& file);

/// [any thread] The rule's struct for an extension, or null when it has none. Throws Error when the struct is no such
/// struct of this ABI version.
const void* find_extension(const descent_rule& rule, const char* id, std::uint32_t size, const std::string& who);

/// [any thread] Do the steps of an optimizer depend on the planned length of the run? Throws Error as `find_extension`.
bool uses_planned_steps(const Registry& registry, std::string_view optimizer);

template <class Extension>
const Extension* find_extension(const descent_rule& rule, const char* id, const std::string& who) {
    return static_cast<const Extension*>(find_extension(rule, id, sizeof(Extension), who));
}

/// "has 16 bytes and ABI version 2; this descent knows version 1 with 88 bytes", or "" when they agree.
std::string size_problem(std::uint32_t size, std::uint32_t abi_version, std::uint32_t known_size);

}  // namespace descent::update
