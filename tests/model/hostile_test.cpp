// Files of models that are damaged, cut, or made to do harm: each is an error message, never a crash.
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include <descent/error.h>

#include "base/json.h"
#include "model/description.h"
#include "model/format.h"
#include "model/hand_made.h"
#include "model/integrity.h"
#include "model/safetensors.h"
#include "storage/whole_files.h"
#include "support/catch.h"

namespace descent::model {
namespace {

storage::FileBytes as_file(const std::string& bytes) { return {nullptr, storage::as_bytes(bytes), "m.safetensors"}; }

std::string with_length(std::uint64_t length, const std::string& rest) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + rest;
}

/// A file with that header and that many bytes of data.
std::string with_header(const std::string& header, std::size_t data) {
    return with_length(header.size(), header + std::string(data, '\0'));
}

/// What is said of a container of bytes; "" when it is accepted.
std::string container_complaint(const std::string& bytes) {
    try {
        parse_safetensors(as_file(bytes));
    } catch (const InputError& error) {
        CHECK(error.file() == "m.safetensors");
        return error.what();
    }
    return "";
}

/// What is said of a model's bytes; "" when it is accepted.
std::string complaint(const std::string& bytes) {
    try {
        parse_model(as_file(bytes));
    } catch (const InputError& error) {
        CHECK(error.file() == "m.safetensors");
        return error.what();
    }
    return "";
}

/// The file of a model after `change(header, description)`.
template <class Change>
std::string changed(const Model& model, Change change) {
    const std::string bytes = test::bytes_of(model);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    Json header = parse_json(bytes.substr(8, length), "header");
    Json description = parse_json(header["__metadata__"]["descent"].text(), "description");
    change(header, description);
    header["__metadata__"]["descent"] = to_json_line(description);
    const std::string data = bytes.substr(8 + length);
    const auto file = [&] { return with_length(to_json_line(header).size(), to_json_line(header) + data); };
    try {
        const std::string unsigned_file = file();
        header["__metadata__"]["checksum"] = checksum_of(parse_safetensors(as_file(unsigned_file)));
    } catch (const InputError&) {  // is refused without it
    }
    return file();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A model that is cut anywhere is refused") {
    const std::string bytes = test::bytes_of(test::largest_model());
    REQUIRE(complaint(bytes).empty());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        INFO(size);
        REQUIRE_FALSE(complaint(bytes.substr(0, size)).empty());
    }
    CHECK_FALSE(complaint(bytes + '\0').empty());
}

TEST_CASE("A model with one flipped bit is refused, whichever it is") {
    const std::string bytes = test::bytes_of(test::largest_model());
    for (std::size_t i = 0; i < 8 * bytes.size(); ++i) {
        std::string flipped = bytes;
        flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << i % 8));
        INFO(i);
        const std::string said = complaint(flipped);
        REQUIRE_FALSE(said.empty());
        REQUIRE(said.find('\n') == std::string::npos);
    }
    std::cout << "models with one flipped bit: " << 8 * bytes.size() << " tried, all refused\n";
}

TEST_CASE("Two models whose tensors were swapped are refused") {
    Model swapped = test::largest_model();
    const std::string bytes = test::bytes_of(swapped);
    swapped.tensors[0].values[0] += 1;
    const std::string other = test::bytes_of(swapped);
    REQUIRE(bytes.size() == other.size());
    const std::size_t data = sizeof(float) * (swapped.tensors[0].values.size() + swapped.tensors[1].values.size());
    const std::string mixed = bytes.substr(0, bytes.size() - data) + other.substr(other.size() - data);
    CHECK(contains(complaint(mixed), "the file is damaged"));
}

TEST_CASE("Header lengths beyond the file or beyond reason are refused before anything is allocated") {
    CHECK(contains(container_complaint(with_length(UINT64_MAX, "{}")), "found a header of 18446744073709551615 bytes"));
    CHECK(contains(container_complaint(with_length(UINT64_MAX, "{}")), "another kind of file is no model"));
    CHECK(contains(container_complaint(with_length(3, "{}")), "expected at most 2"));
    CHECK(contains(container_complaint("1234567"), "found 7 bytes"));
    CHECK(contains(container_complaint(""), "found 0 bytes"));
    CHECK(contains(container_complaint(with_length(largest_header + 1, std::string(largest_header + 1, ' '))),
                   "expected at most 33554432"));
}

TEST_CASE("Headers that are no JSON object of tensors are refused") {
    CHECK(contains(container_complaint(with_header("", 0)), "text that is not JSON"));
    CHECK(contains(container_complaint(with_header("{", 0)), "text that is not JSON"));
    CHECK(contains(container_complaint(with_header("[]", 0)), "a JSON object of tensors"));
    CHECK(contains(container_complaint(with_header("{\"a\":{},\"a\":{}}", 0)), "a"));
    CHECK_FALSE(container_complaint(with_header(std::string(100000, '['), 0)).empty());
    CHECK_FALSE(container_complaint(with_header("{\"a\":1e999}", 0)).empty());
    CHECK_FALSE(container_complaint(with_header("{\"a\":7}", 0)).empty());
    CHECK_FALSE(container_complaint(with_header("{\"__metadata__\":{\"x\":1}}", 0)).empty());
    CHECK_FALSE(container_complaint(with_header("{\"__metadata__\":[]}", 0)).empty());
    CHECK(container_complaint(with_header("{}", 0)).empty());
    CHECK(container_complaint(with_header("{\"__metadata__\":{}}   ", 0)).empty());
}

TEST_CASE("Tensors must fill the data, each with exactly the bytes of its shape") {
    struct Case {
        std::string header;
        std::size_t data;
        std::string said;  // "": accepted
    };
    const std::vector<Case> cases = {
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8, ""},
        {R"({"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})", 1, ""},
        {R"({"a":{"dtype":"F64","shape":[0,5],"data_offsets":[0,0]}})", 0, ""},
        {R"({"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
         8, ""},
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 7, "a file that ends after 7 bytes"},
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 9, "found 9 bytes of data, expected 8"},
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 8, "expected 8 bytes, as its shape says"},
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8, "found data from byte 8"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8, "expected from byte 0"},
        {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
         8, "expected from byte 8"},
        {R"({"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})", 4, "element type 'F16'"},
        {R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0,
         "a shape of more than 2^63 bytes"},
        {R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0,
         "a shape of more than 2^63 bytes"},
        {R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "whole numbers"},
        {R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})", 4, "whole numbers"},
        {R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4, "at most 8"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}})", 4, "at most 2"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "expected 2"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615]}})", 4, "as its shape says"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551616]}})", 4, "whole numbers"},
        {R"({"a":{"dtype":"F32","shape":[1]}})", 4, "no member 'data_offsets'"},
        {R"({"a":{"dtype":1,"shape":[1],"data_offsets":[0,4]}})", 4, "text"},
        {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":0}})", 4, "the 3 members"},
    };
    for (const Case& c : cases) {
        INFO(c.header);
        const std::string said = container_complaint(with_header(c.header, c.data));
        CHECK(said.empty() == c.said.empty());
        CHECK(contains(said, c.said));
    }
}

TEST_CASE("A safetensors file of somebody else is said to be no model") {
    CHECK(contains(complaint(with_header("{}", 0)), "the file is no model of Descent"));
}

TEST_CASE("A model of a newer version is refused with both versions named") {
    const auto bytes = changed(test::largest_model(), [](Json&, Json& description) { description["version"] = 3; });
    CHECK(
        complaint(bytes) ==
        "m.safetensors: model description: found format version 3, expected version 2 or older; a newer Descent wrote "
        "this model");
}

TEST_CASE("Members that a later minor version adds are ignored") {
    const auto bytes = changed(test::largest_model(), [](Json&, Json& description) { description["note"] = "x"; });
    CHECK(complaint(bytes).empty());
}

TEST_CASE("Descriptions that do not fit the tensors or themselves are refused") {
    struct Case {
        void (*change)(Json& header, Json& description);
        std::string said;
    };
    const std::vector<Case> cases = {
        {[](Json&, Json& d) { d["version"] = 0; }, "found format version 0, expected version 2"},
        {[](Json&, Json& d) { d["version"] = "1"; }, "member 'version'"},
        {[](Json&, Json& d) { d = Json::array(); }, "expected a JSON object"},
        {[](Json&, Json& d) { d["network"]["inputs"] = 4; }, "one an input: 4"},
        {[](Json&, Json& d) { d["network"]["inputs"] = 0; }, "the input has width 0"},
        {[](Json&, Json& d) { d["network"]["inputs"] = -1; }, "member 'inputs'"},
        {[](Json&, Json& d) { d["network"]["inputs"] = UINT64_MAX; }, "the largest is 2147483648"},
        {[](Json&, Json& d) { d["network"]["layers"] = Json::array(); }, "it has no layer"},
        {[](Json&, Json& d) { d["network"]["layers"][0]["units"] = 1u << 31; }, "found 3 names, expected none or"},
        {[](Json&, Json& d) { d["network"]["layers"][0]["activation"] = "softmx"; }, "did you mean 'softmax'?"},
        {[](Json&, Json& d) { d["network"]["layers"].push_back(d["network"]["layers"][0]); },
         "softmax, which only the last layer can have"},
        {[](Json&, Json& d) { d["loss"] = "hinge"; }, "'hinge' is not known"},
        {[](Json&, Json& d) { d["network"]["layers"][0]["activation"] = "tanh"; }, "cross-entropy needs outputs"},
        {[](Json&, Json& d) {
             d["scaling"]["shift"] = {1, 2};
         },
         "one an input: 3"},
        {[](Json&, Json& d) {
             d["scaling"]["fill"] = {1, 2};
         },
         "one an input: 3"},
        {[](Json&, Json& d) {
             d["target_scaling"] = {{"shift", {1, 2, 3}}, {"scale", {1, 1, 1}}};
         },
         "none: the targets are classes"},
        {[](Json&, Json& d) {
             d["class_names"] = Json::array();
             d["target_scaling"] = {{"shift", {1, 2, 3}}, {"scale", {1, 0, 1}}};
         },
         "numbers other than 0"},
        {[](Json&, Json& d) {
             d["target_scaling"] = {{"shift", {1, 2, 3}}, {"scale", Json::array()}};
         },
         "one an output: 3"},
        {[](Json&, Json& d) {
             d["scaling"]["scale"] = {1, 2, nullptr};
         },
         "an array of numbers"},
        {[](Json&, Json& d) {
             d["class_names"] = {"ant", "ant", "bee"};
         },
         "'ant' twice"},
        {[](Json&, Json& d) {
             d["class_names"] = {"ant", 2, "bee"};
         },
         "an array of text"},
        {[](Json&, Json& d) {
             d["class_weights"] = {1, 2};
         },
         "one a class: 3"},
        {[](Json&, Json& d) {
             d["class_weights"] = {1, 2, -1};
         },
         "numbers in [0, 1e30]"},
        {[](Json&, Json& d) { d["huber_delta"] = 0; }, "found 0, expected a number above 0"},
        {[](Json&, Json& d) { d["huber_delta"] = nullptr; }, "expected a number above 0"},
        {[](Json&, Json& d) { d.erase("columns"); }, "no member 'columns'"},
        {[](Json&, Json& d) { d.erase("target_names"); }, "no member 'target_names'"},
        {[](Json& h, Json&) { h["layers.0.weight"]["shape"] = {9}; }, "found shape [9], expected [3][3]"},
        {[](Json& h, Json&) { h["layers.0.weight"]["dtype"] = "I32"; }, "found element type 'I32', expected F32"},
        {[](Json& h, Json&) {
             h["layers.0.Weight"] = h["layers.0.weight"];
             h.erase("layers.0.weight");
         },
         "tensor 'layers.0.weight': found none"},
        {[](Json& h, Json&) {
             h["extra"] = {{"dtype", "F32"}, {"shape", {0}}, {"data_offsets", {48, 48}}};
         },
         "found 3 tensors, expected 2"},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        INFO(i << ": " << cases[i].said);
        const std::string said = complaint(changed(test::largest_model(), cases[i].change));
        INFO(said);
        CHECK(contains(said, cases[i].said));
    }
}

TEST_CASE("A text that claims a huge network does not make the reader allocate it") {
    const auto bytes = changed(test::largest_model(), [](Json&, Json& description) {
        description["network"]["layers"][0]["units"] = 1u << 31;
        description["class_names"] = Json::array();
    });
    CHECK(contains(complaint(bytes), "expected [2147483648][3], as the network says"));
}

TEST_CASE("Weights that are not finite are refused with their place") {
    for (const float bad : {std::nanf(""), INFINITY, -INFINITY}) {
        std::string bytes = test::bytes_of(test::largest_model());
        std::memcpy(bytes.data() + bytes.size() - sizeof(float), &bad, sizeof bad);  // the last bias
        CHECK(contains(complaint(bytes), "tensor 'layers.0.bias': found"));
        CHECK(contains(complaint(bytes), "at position 2, expected finite numbers"));
    }
}

}  // namespace descent::model
