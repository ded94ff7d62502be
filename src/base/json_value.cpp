#include "base/json_value.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"

namespace descent {
namespace {

bool is_member(const Json& pair) { return pair.is_array() && pair.size() == 2 && pair[0].is_string(); }

auto has_name(std::string_view name) {
    return [name](const Json::Member& member) { return member.first == name; };
}

}  // namespace

Json::Json() noexcept = default;
Json::Json(Value value) noexcept : value_(std::move(value)) {}
Json::Json(std::string text) noexcept : value_(std::move(text)) {}
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

Json::Json(std::initializer_list<Json> list) : Json(array()) {
    if (!std::all_of(list.begin(), list.end(), is_member)) {
        value_ = std::vector<Json>(list);
        return;
    }
    value_ = std::vector<Member>();
    for (const Json& member : list) (*this)[member[0].text()] = member[1];
}

Json Json::array() { return Json(Value(std::vector<Json>())); }
Json Json::object() { return Json(Value(std::vector<Member>())); }

void Json::fail(const char* expected) const {
    constexpr const char* kinds[] = {"null",     "a flag", "a number", "a number",
                                     "a number", "text",   "a list",   "an object"};
    throw Error(std::string("JSON: found ") + kinds[value_.index()] + ", expected " + expected);
}

const std::string& Json::text() const {
    if (const auto* text = std::get_if<std::string>(&value_)) return *text;
    fail("text");
}

bool Json::flag() const {
    if (const auto* flag = std::get_if<bool>(&value_)) return *flag;
    fail("a flag");
}

const std::vector<Json>& Json::elements() const {
    static const std::vector<Json> none;
    if (is_null()) return none;
    if (const auto* list = std::get_if<std::vector<Json>>(&value_)) return *list;
    fail("a list");
}

const std::vector<Json::Member>& Json::items() const {
    static const std::vector<Member> none;
    if (is_null()) return none;
    if (const auto* members = std::get_if<std::vector<Member>>(&value_)) return *members;
    fail("an object");
}

std::size_t Json::size() const noexcept {
    if (is_array()) return elements().size();
    if (is_object()) return items().size();
    return is_null() ? 0 : 1;
}

const Json* Json::find(std::string_view name) const noexcept {
    if (!is_object()) return nullptr;
    const auto found = std::find_if(items().begin(), items().end(), has_name(name));
    return found == items().end() ? nullptr : &found->second;
}

const Json& Json::at(std::string_view name) const {
    if (const Json* member = find(name)) return *member;
    throw Error("JSON: found no member " + quote(name));
}

std::string Json::value(std::string_view name, std::string_view absent) const {
    const Json* member = find(name);
    return member == nullptr ? std::string(absent) : member->text();
}

Json& Json::operator[](std::string_view name) {
    if (is_null()) *this = object();
    if (const Json* member = find(name)) return const_cast<Json&>(*member);
    auto* members = std::get_if<std::vector<Member>>(&value_);
    if (members == nullptr) fail("an object");
    return members->emplace_back(std::string(name), Json()).second;
}

const Json& Json::operator[](std::size_t index) const {
    if (index < elements().size()) return elements()[index];
    throw Error("JSON: found " + to_text(size()) + " elements, expected more than " + to_text(index));
}

Json& Json::operator[](std::size_t index) { return const_cast<Json&>(std::as_const(*this)[index]); }

void Json::push_back(Json element) {
    if (is_null()) *this = array();
    auto* list = std::get_if<std::vector<Json>>(&value_);
    if (list == nullptr) fail("a list");
    list->push_back(std::move(element));
}

void Json::erase(std::string_view name) {
    if (auto* members = std::get_if<std::vector<Member>>(&value_)) std::erase_if(*members, has_name(name));
}

void Json::update(const Json& members) {
    for (const auto& [name, value] : members.items()) (*this)[name] = value;
}

bool operator==(const Json& a, const Json& b) {
    if (a.is_number() && b.is_number() && a.value_.index() != b.value_.index()) {
        if (a.is_number_integer() && b.is_number_integer()) {
            return a.get<std::int64_t>() >= 0 && b.get<std::int64_t>() >= 0 &&
                   a.get<std::uint64_t>() == b.get<std::uint64_t>();
        }
        return a.get<double>() == b.get<double>();
    }
    return a.value_ == b.value_;
}

}  // namespace descent
