#pragma once
/// \file
/// A JSON value: null, a flag, a number, text, a list, or an object whose members keep their order.
///
/// Contract: a plain value, written and read as in JSON itself. A braced list whose elements are all pairs that begin
/// with text is an object, any other is an array. Taking a value as another kind, an absent member or an element past
/// the end throws Error. [any thread] on different values.
///
///     Json run = {{"event", "start"}, {"seed", 3}, {"rates", {0.1, 0.01}}};
///     run["rates"].push_back(0.001);
///     const double first = run["rates"][0].get<double>();
///
/// Deliberately not the library's own class: its header costs seconds in every file that sees it, and base/json.cpp
/// alone does.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace descent {

class Json {
public:
    using Member = std::pair<std::string, Json>;
    using Value = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string,
                               std::vector<Json>, std::vector<Member>>;

    Json() noexcept;  ///< null
    Json(std::nullptr_t) noexcept : Json() {}
    template <std::same_as<bool> T>
    Json(T flag) noexcept : Json(Value(flag)) {}
    template <std::signed_integral T>
    Json(T number) noexcept : Json(Value(std::int64_t{number})) {}
    template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>) Json(T number)
    noexcept : Json(Value(std::uint64_t{number})) {}
    template <std::floating_point T>
    Json(T number) noexcept : Json(Value(static_cast<double>(number))) {}
    Json(std::string text) noexcept;
    Json(std::string_view text) : Json(std::string(text)) {}
    Json(const char* text) : Json(std::string(text)) {}
    template <class T>
    Json(const std::vector<T>& list) : Json(array()) {
        for (const T& element : list) push_back(element);
    }
    Json(std::initializer_list<Json> list);

    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    static Json array();
    static Json object();
    static Json from(Value value) { return Json(std::move(value)); }

    bool is_null() const noexcept { return holds<std::monostate>(); }
    bool is_boolean() const noexcept { return holds<bool>(); }
    /// Numbers from 0 up that were read are unsigned; a program may have put in a signed one.
    bool is_number_unsigned() const noexcept { return holds<std::uint64_t>(); }
    bool is_number_integer() const noexcept { return is_number_unsigned() || holds<std::int64_t>(); }
    bool is_number_float() const noexcept { return holds<double>(); }
    bool is_number() const noexcept { return is_number_integer() || is_number_float(); }
    bool is_string() const noexcept { return holds<std::string>(); }
    bool is_array() const noexcept { return holds<std::vector<Json>>(); }
    bool is_object() const noexcept { return holds<std::vector<Member>>(); }

    /// T: bool, std::string, a number (converted as by static_cast), or a vector of those.
    template <class T>
    T get() const;
    const std::string& text() const;
    bool flag() const;

    /// Elements of an array; of null none.
    const std::vector<Json>& elements() const;
    auto begin() const { return elements().begin(); }
    auto end() const { return elements().end(); }
    /// Members of an object; of null none. `for (const auto& [name, value] : json.items())`
    const std::vector<Member>& items() const;

    /// Of an array or object; 0 of null, 1 of anything else.
    std::size_t size() const noexcept;
    bool empty() const noexcept { return size() == 0; }

    bool contains(std::string_view name) const noexcept { return find(name) != nullptr; }
    const Json* find(std::string_view name) const noexcept;  ///< null where there is no such member
    const Json& at(std::string_view name) const;
    std::string value(std::string_view name, std::string_view absent) const;  ///< text, or `absent`
    const Json& operator[](std::string_view name) const { return at(name); }
    Json& operator[](std::string_view name);  ///< adds the member if it is absent; null becomes an object
    const Json& operator[](std::size_t index) const;
    Json& operator[](std::size_t index);

    void push_back(Json element);  ///< null becomes an array
    void erase(std::string_view name);
    void update(const Json& members);  ///< each is set as by operator[]

    /// Numbers are equal by value, objects when their members also stand in one order.
    friend bool operator==(const Json& a, const Json& b);

private:
    explicit Json(Value value) noexcept;
    template <class T>
    bool holds() const noexcept {
        return std::holds_alternative<T>(value_);
    }
    template <class T>
    T number() const {
        if (const auto* whole = std::get_if<std::uint64_t>(&value_)) return static_cast<T>(*whole);
        if (const auto* whole = std::get_if<std::int64_t>(&value_)) return static_cast<T>(*whole);
        if (const auto* real = std::get_if<double>(&value_)) return static_cast<T>(*real);
        fail("a number");
    }
    [[noreturn]] void fail(const char* expected) const;

    Value value_;
};

template <class T>
T Json::get() const {
    if constexpr (std::same_as<T, bool>) {
        return flag();
    } else if constexpr (std::same_as<T, std::string>) {
        return text();
    } else if constexpr (std::is_arithmetic_v<T>) {
        return number<T>();
    } else {
        T list;
        for (const Json& element : elements()) list.push_back(element.get<typename T::value_type>());
        return list;
    }
}

}  // namespace descent
