#include "data/names.h"

#include <array>

namespace descent {

std::span<const Named<Task>> enum_names(Task) {
    static constexpr std::array<Named<Task>, 3> names = {
        {{Task::automatic, "auto"}, {Task::classification, "classification"}, {Task::regression, "regression"}}};
    return names;
}

std::span<const Named<Encoding>> enum_names(Encoding) {
    static constexpr std::array<Named<Encoding>, 4> names = {{{Encoding::utf8, "utf-8"},
                                                              {Encoding::latin1, "latin-1"},
                                                              {Encoding::windows1252, "windows-1252"},
                                                              {Encoding::utf16, "utf-16"}}};
    return names;
}

Task parse_task(std::string_view name) { return value_of<Task>(name, "task"); }
std::string_view to_string(Task task) { return name_of(task); }
Encoding parse_encoding(std::string_view name) { return value_of<Encoding>(name, "encoding"); }
std::string_view to_string(Encoding encoding) { return name_of(encoding); }

}  // namespace descent
