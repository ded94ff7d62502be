#include "data/names.h"

#include <array>

namespace descent {

std::span<const Named<Task>> enum_names(Task) {
    static constexpr std::array<Named<Task>, 3> names = {
        {{Task::automatic, "auto"}, {Task::classification, "classification"}, {Task::regression, "regression"}}};
    return names;
}

std::span<const Named<ColumnKind>> enum_names(ColumnKind) {
    static constexpr std::array<Named<ColumnKind>, 3> names = {
        {{ColumnKind::number, "number"}, {ColumnKind::truth, "truth"}, {ColumnKind::category, "category"}}};
    return names;
}

std::span<const Named<Missing>> enum_names(Missing) {
    static constexpr std::array<Named<Missing>, 5> names = {{{Missing::refuse, "refuse"},
                                                             {Missing::drop, "drop"},
                                                             {Missing::mean, "mean"},
                                                             {Missing::median, "median"},
                                                             {Missing::indicator, "indicator"}}};
    return names;
}

std::span<const Named<Unknown>> enum_names(Unknown) {
    static constexpr std::array<Named<Unknown>, 2> names = {{{Unknown::refuse, "refuse"}, {Unknown::zero, "zero"}}};
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
ColumnKind parse_column_kind(std::string_view name) { return value_of<ColumnKind>(name, "kind"); }
std::string_view to_string(ColumnKind kind) { return name_of(kind); }
Missing parse_missing(std::string_view name) { return value_of<Missing>(name, "missing"); }
std::string_view to_string(Missing policy) { return name_of(policy); }
Unknown parse_unknown(std::string_view name) { return value_of<Unknown>(name, "unknown"); }
std::string_view to_string(Unknown policy) { return name_of(policy); }
Encoding parse_encoding(std::string_view name) { return value_of<Encoding>(name, "encoding"); }
std::string_view to_string(Encoding encoding) { return name_of(encoding); }

}  // namespace descent
