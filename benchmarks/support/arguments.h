#pragma once
/// \file
/// Options of the small programs: `--name value` and flags, each known by name.

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include <descent/error.h>

namespace descent::bench {

class Arguments {
public:
    Arguments(int argc, char** argv) : words_(argv + 1, argv + argc) {}

    /// Is the flag given? Takes it.
    bool flag(std::string_view name) {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (words_[i] != name) continue;
            words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
        return false;
    }
    /// The number behind `name`, or `otherwise`. Takes both words; throws UsageError when it is no number.
    double number(std::string_view name, double otherwise) {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (words_[i] != name) continue;
            double value = 0;
            const std::string text = i + 1 < words_.size() ? words_[i + 1] : "";
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (error != std::errc() || end != text.data() + text.size() || !(value > 0)) {
                throw UsageError(std::string(name), "expected a number above 0, found '" + text + "'");
            }
            const auto first = words_.begin() + static_cast<std::ptrdiff_t>(i);
            words_.erase(first, first + 2);
            return value;
        }
        return otherwise;
    }
    /// What was not taken.
    const std::vector<std::string>& rest() const { return words_; }
    /// Throws UsageError when something was not taken.
    void finish() const {
        if (!words_.empty()) throw UsageError(words_.front(), "unknown option");
    }

private:
    std::vector<std::string> words_;
};

}  // namespace descent::bench
