#pragma once
/// \file
/// JSON text to values and back: the one door to the library that reads and writes it.
///
/// Contract: members keep their order. Text from outside is checked while it is read: at most `deepest_json` levels,
/// at most `most_json_members` members in one object, none of them twice. [any thread] on different values.
///
///     descent::Json line = {{"event", "epoch"}, {"loss", loss}};
///     log.append(descent::to_json_line(line));
///     descent::JsonReader run(descent::parse_json(text, path), path);
///     const std::uint64_t seed = run.whole("seed");

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_value.h"
#include "base/names.h"
#include "base/text.h"

namespace descent {

constexpr std::size_t deepest_json = 64;
constexpr std::size_t most_json_members = 16384;

/// One JSON value and nothing behind it. Throws InputError with `file` and `place` (say "line 7").
Json parse_json(std::string_view text, const std::string& file, const std::string& place = "");

/// One line without a line break: doubles read back as the same number, NaN and infinities are null, text that is
/// not UTF-8 has its broken bytes replaced by U+FFFD.
std::string to_json_line(const Json& value);
/// The same on as many lines as there are members and elements, each level indented by two spaces.
std::string to_json_text(const Json& value);

/// Takes the members of one JSON object; each error names the file, the place and the member.
class JsonReader {
public:
    /// Throws InputError when `object` is none. `place` says where it stands: "header", "line 7".
    JsonReader(Json object, std::string file, std::string place = "");

    bool has(const std::string& name) const { return object_.contains(name); }
    /// All below throw InputError when the member is absent or of another kind.
    const Json& member(const std::string& name) const&;
    const Json& member(const std::string& name) const&& = delete;  ///< it would outlive its reader
    JsonReader object(const std::string& name) const;
    const Json& array(const std::string& name) const&;
    const Json& array(const std::string& name) const&& = delete;
    std::string text(const std::string& name) const;
    bool flag(const std::string& name) const;
    /// null reads as NaN: it is how `to_json_line` writes one.
    double number(const std::string& name) const;
    /// In [0, largest].
    std::uint64_t whole(const std::string& name, std::uint64_t largest = UINT64_MAX) const;
    std::vector<std::string> texts(const std::string& name) const;
    std::vector<double> numbers(const std::string& name) const;
    /// The enumerator whose name stands there.
    template <class Enum>
    Enum choice(const std::string& name) const {
        const std::string found = text(name);
        for (const auto& named : enum_names(Enum{})) {
            if (named.name == found) return named.value;
        }
        fail(name, quote(found), alternatives(names_of<Enum>()));
    }

    const Json& json() const& noexcept { return object_; }
    Json json() && noexcept { return std::move(object_); }
    /// Throws InputError about the member: what was found in it, what was expected.
    [[noreturn]] void fail(const std::string& name, const std::string& found, const std::string& expected) const;

private:
    std::string place_of(const std::string& name) const;

    Json object_;
    std::string file_;
    std::string place_;
};

}  // namespace descent
