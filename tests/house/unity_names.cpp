#include "house/unity_names.h"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

#include "house/declarations.h"

namespace descent::house {

std::vector<std::vector<SourceFile>> unity_rooms() {
    static const std::regex unity(R"(descent_room\(\w+( COLD)? UNITY)"), listed(R"(LISTED ([\w /]+))");
    std::vector<std::vector<SourceFile>> rooms;
    for (const SourceFile& list : source_files()) {
        if (!list.path.ends_with("/CMakeLists.txt") || !std::regex_search(list.text, unity)) continue;
        const std::string folder = list.path.substr(0, list.path.rfind('/') + 1);
        std::vector<std::string> alone;
        std::smatch found;
        if (std::regex_search(list.text, found, listed)) {
            std::istringstream names(found[1]);
            for (std::string name; names >> name;) alone.push_back(folder + name + '/');
        }
        rooms.emplace_back();
        std::ranges::copy_if(source_files(), std::back_inserter(rooms.back()), [&](const SourceFile& file) {
            return file.path.starts_with(folder) && file.path.ends_with(".cpp") && !starts_with_any(file.path, alone);
        });
    }
    return rooms;
}

std::vector<std::string> equal_names(const std::vector<SourceFile>& files) {
    struct Place {
        std::string path;
        Declaration declaration;
    };
    std::map<std::string, std::vector<Place>> places;
    for (const SourceFile& file : files) {
        for (const Declaration& declaration : declarations_of(file)) {
            places[declaration.scope + "::" + declaration.name].push_back({file.path, declaration});
        }
    }
    std::vector<std::string> complaints;
    for (const auto& [name, all] : places) {
        const Place& first = all.front();
        const auto meets = [&](const Place& other) {
            const bool alike =
                other.declaration.text == first.declaration.text && first.declaration.text.starts_with("using");
            return other.path != first.path && !alike;
        };
        const auto other = std::ranges::find_if(all, meets);
        const bool is_local = std::ranges::any_of(all, [](const Place& place) { return place.declaration.is_local; });
        if (other == all.end() || !is_local) continue;
        complaints.push_back(first.path + " and " + other->path + " both declare " + name);
    }
    return complaints;
}

}  // namespace descent::house
