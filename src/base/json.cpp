#include "base/json.h"

#include <descent/error.h>

#include <limits>
#include <unordered_set>

#include "base/text.h"

namespace descent {
namespace {

/// Looks at each event while the parser builds the value: too deep, too many members, a member twice.
class Guard {
public:
    bool operator()(int depth, Json::parse_event_t event, const Json& value) {
        const auto level = static_cast<std::size_t>(depth);
        if (level > deepest_json) throw Error("more than " + to_text(deepest_json) + " levels");
        if (event == Json::parse_event_t::object_start) {
            members_.resize(level + 1);
            members_[level].clear();
        } else if (event == Json::parse_event_t::key) {
            // A key is reported one level below the start of its object.
            auto& members = members_[level - 1];
            if (members.size() == most_json_members) {
                throw Error("more than " + to_text(most_json_members) + " members in one object");
            }
            const auto& name = value.get_ref<const std::string&>();
            if (!members.insert(name).second) throw Error("the member " + quote(name) + " twice");
        }
        return true;
    }

private:
    std::vector<std::unordered_set<std::string>> members_;
};

std::string kind_of(const Json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "an array";
    return quote(to_json_line(value));
}

}  // namespace

Json parse_json(std::string_view text, const std::string& file, const std::string& place) {
    try {
        return Json::parse(text, [guard = Guard()](int depth, Json::parse_event_t event, Json& value) mutable {
            return guard(depth, event, value);
        });
    } catch (const nlohmann::detail::parse_error& error) {
        const std::string byte = "byte " + to_text(error.byte);
        throw InputError(file, place.empty() ? byte : place + ", " + byte, "text that is not JSON", "JSON");
    } catch (const nlohmann::detail::exception&) {
        throw InputError(file, place, "a number that is out of range", "JSON");
    } catch (const Error& error) {
        throw InputError(file, place, error.what(), "JSON within the limits");
    }
}

std::string to_json_line(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

JsonReader::JsonReader(Json object, std::string file, std::string place)
    : object_(std::move(object)), file_(std::move(file)), place_(std::move(place)) {
    if (!object_.is_object()) throw InputError(file_, place_, kind_of(object_), "a JSON object");
}

std::string JsonReader::place_of(const std::string& name) const {
    return (place_.empty() ? "member " : place_ + ", member ") + quote(name);
}

void JsonReader::fail(const std::string& name, const std::string& found, const std::string& expected) const {
    throw InputError(file_, place_of(name), found, expected);
}

const Json& JsonReader::member(const std::string& name) const& {
    const auto found = object_.find(name);
    if (found == object_.end()) throw InputError(file_, place_, "no member " + quote(name), "one");
    return *found;
}

JsonReader JsonReader::object(const std::string& name) const { return JsonReader(member(name), file_, place_of(name)); }

const Json& JsonReader::array(const std::string& name) const& {
    const Json& value = member(name);
    if (!value.is_array()) fail(name, kind_of(value), "an array");
    return value;
}

std::string JsonReader::text(const std::string& name) const {
    const Json& value = member(name);
    if (!value.is_string()) fail(name, kind_of(value), "text");
    return value.get<std::string>();
}

bool JsonReader::flag(const std::string& name) const {
    const Json& value = member(name);
    if (!value.is_boolean()) fail(name, kind_of(value), "true or false");
    return value.get<bool>();
}

double JsonReader::number(const std::string& name) const {
    const Json& value = member(name);
    if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
    if (!value.is_number()) fail(name, kind_of(value), "a number");
    return value.get<double>();
}

std::uint64_t JsonReader::whole(const std::string& name, std::uint64_t largest) const {
    const Json& value = member(name);
    // The parser keeps every whole number from 0 up as unsigned; a program may have put in a signed one.
    const bool counts = value.is_number_unsigned() || (value.is_number_integer() && value.get<std::int64_t>() >= 0);
    if (!counts || value.get<std::uint64_t>() > largest) {
        fail(name, kind_of(value), "a whole number from 0 to " + to_text(largest));
    }
    return value.get<std::uint64_t>();
}

std::vector<std::string> JsonReader::texts(const std::string& name) const {
    std::vector<std::string> result;
    for (const Json& value : array(name)) {
        if (!value.is_string()) fail(name, kind_of(value), "an array of text");
        result.push_back(value.get<std::string>());
    }
    return result;
}

std::vector<float> JsonReader::numbers(const std::string& name) const {
    std::vector<float> result;
    for (const Json& value : array(name)) {
        if (!value.is_number()) fail(name, kind_of(value), "an array of numbers");
        result.push_back(value.get<float>());
    }
    return result;
}

}  // namespace descent
