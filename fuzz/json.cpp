// Foreign bytes as JSON: what is read can be written, and is then read as the same value.

#include "base/json.h"

#include "entry.h"

using namespace descent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::read_or_refuse([&] {
        const Json value = parse_json({reinterpret_cast<const char*>(bytes), size}, "foreign");
        const std::string line = to_json_line(value);
        fuzz::require(line.find_first_of("\n\r") == std::string::npos);
        fuzz::require(to_json_line(parse_json(line, "again")) == line);
        const JsonReader reader(value, "foreign");
        if (reader.has("a")) fuzz::read_or_refuse([&] { reader.whole("a"); });
        if (reader.has("a")) fuzz::read_or_refuse([&] { reader.numbers("a"); });
    });
    return 0;
}
