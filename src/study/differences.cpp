#include "study/differences.h"

#include "base/text.h"

namespace descent::study {
namespace {

constexpr std::size_t most_differences = 3;

class Comparison {
public:
    void compare(const std::string& place, const Json& there, const Json& here) {
        if (there == here || found.size() == most_differences) return;
        if (there.is_object() && here.is_object()) {
            compare_members(place, there, here);
        } else if (there.is_array() && here.is_array() && there.size() == here.size()) {
            for (std::size_t i = 0; i < here.size(); ++i) compare(place + "[" + to_text(i) + "]", there[i], here[i]);
        } else {
            found.push_back(place + " is " + shown(there) + " there and " + shown(here) + " here" + remedy(place));
        }
    }

    std::vector<std::string> found;

private:
    static std::string shown(const Json& value) { return printable(to_json_line(value), 80); }

    static std::string remedy(const std::string& place) {
        if (!place.ends_with("].code")) return "";
        return " (the plugin is another one: load the one that the study began with, or begin another study)";
    }

    void compare_members(const std::string& place, const Json& there, const Json& here) {
        const std::string inner = place.empty() ? "" : place + ".";
        for (const auto& [name, value] : here.items()) {
            compare(inner + name, there.contains(name) ? there.at(name) : Json(), value);
        }
        for (const auto& [name, value] : there.items()) {
            if (!here.contains(name)) compare(inner + name, value, Json());
        }
    }
};

}  // namespace

std::vector<std::string> differences(const Json& there, const Json& here) {
    Comparison comparison;
    comparison.compare("", there, here);
    return comparison.found;
}

}  // namespace descent::study
