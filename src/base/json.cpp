#include "base/json.h"

#include <descent/error.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/commands.h"
#include "base/text.h"

namespace descent {
namespace {

/// Builds a value from the parser's events; refuses what is too deep, has too many members, or one of them twice.
class Builder final : public nlohmann::json_sax<nlohmann::ordered_json> {
public:
    bool null() override { return add(nullptr); }
    bool boolean(bool flag) override { return add(flag); }
    bool number_integer(number_integer_t number) override { return add(number); }
    bool number_unsigned(number_unsigned_t number) override { return add(number); }
    bool number_float(number_float_t number, const string_t&) override { return add(number); }
    bool string(string_t& text) override { return add(std::move(text)); }
    bool binary(binary_t&) override { return false; }  // no event of text
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_array() override { return close(std::move(open_.back().elements)); }
    bool end_object() override { return close(std::move(open_.back().members)); }

    bool key(string_t& name) override {
        check_depth();
        Container& object = open_.back();
        if (object.names.size() == most_json_members) {
            throw Error("more than " + to_text(most_json_members) + " members in one object");
        }
        if (!object.names.insert(name).second) throw Error("the member " + quote(name) + " twice");
        object.members.emplace_back(std::move(name), Json());
        return true;
    }

    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& error) override {
        byte_ = byte;
        out_of_range_ = dynamic_cast<const nlohmann::detail::parse_error*>(&error) == nullptr;
        return false;
    }

    Json take() && { return std::move(root_); }
    std::size_t byte() const { return byte_; }
    bool out_of_range() const { return out_of_range_; }

private:
    struct Container {
        bool is_object;
        std::vector<Json> elements;
        std::vector<Json::Member> members;
        std::unordered_set<std::string> names;
    };

    void check_depth() const {
        if (open_.size() > deepest_json) throw Error("more than " + to_text(deepest_json) + " levels");
    }
    bool open(const Json& kind) {
        check_depth();
        open_.push_back({kind.is_object(), {}, {}, {}});
        return true;
    }
    bool close(Json::Value value) {
        open_.pop_back();
        return add(Json::from(std::move(value)));
    }
    bool add(Json value) {
        check_depth();
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (open_.back().is_object) {
            open_.back().members.back().second = std::move(value);
        } else {
            open_.back().elements.push_back(std::move(value));
        }
        return true;
    }

    Json root_;
    std::vector<Container> open_;
    std::size_t byte_ = 0;
    bool out_of_range_ = false;
};

/// As the library's own value, which it writes out.
nlohmann::ordered_json to_library(const Json& value) {
    if (value.is_array()) {
        auto array = nlohmann::ordered_json::array();
        for (const Json& element : value) array.push_back(to_library(element));
        return array;
    }
    if (value.is_object()) {
        nlohmann::ordered_json::object_t object;
        for (const auto& [name, member] : value.items()) object.emplace_back(name, to_library(member));
        return object;
    }
    if (value.is_null()) return nullptr;
    if (value.is_boolean()) return value.flag();
    if (value.is_string()) return value.text();
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (value.is_number_integer()) return value.get<std::int64_t>();
    return value.get<double>();
}

/// JSON escapes the control characters of ASCII alone; the others, and direction marks, would reach a terminal.
std::string json_escaped(char32_t letter) {
    if (letter < 0x7F) return std::string(1, static_cast<char>(letter));
    return "\\u" + hexadecimal(letter).substr(12);
}

std::string dump(const Json& value, int indent) {
    const std::string text =
        to_library(value).dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    const bool is_plain = std::ranges::all_of(text, [](char letter) { return letter < '\x7F' && letter >= 0; });
    return is_plain ? text : with_commands_replaced(text, json_escaped);
}

std::string kind_of(const Json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return "an array";
    return quote(to_json_line(value));
}

}  // namespace

Json parse_json(std::string_view text, const std::string& file, const std::string& place) {
    // The library takes a byte of 0 for the end of the text.
    const std::size_t end = text.find('\0');
    if (end != std::string_view::npos) {
        const std::string byte = "byte " + to_text(end + 1);
        throw InputError(file, place.empty() ? byte : place + ", " + byte, "a byte of 0", "JSON");
    }
    Builder builder;
    try {
        if (nlohmann::ordered_json::sax_parse(text, &builder)) return std::move(builder).take();
    } catch (const Error& error) {
        throw InputError(file, place, error.what(), "JSON within the limits");
    }
    if (builder.out_of_range()) throw InputError(file, place, "a number that is out of range", "JSON");
    const std::string byte = "byte " + to_text(builder.byte());
    throw InputError(file, place.empty() ? byte : place + ", " + byte, "text that is not JSON", "JSON");
}

std::string to_json_line(const Json& value) { return dump(value, -1); }
std::string to_json_text(const Json& value) { return dump(value, 2); }

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
    const Json* found = object_.find(name);
    if (found == nullptr) throw InputError(file_, place_, "no member " + quote(name), "one");
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

std::vector<double> JsonReader::numbers(const std::string& name) const {
    std::vector<double> result;
    for (const Json& value : array(name)) {
        if (!value.is_number()) fail(name, kind_of(value), "an array of numbers");
        result.push_back(value.get<double>());
    }
    return result;
}

}  // namespace descent
