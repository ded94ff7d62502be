// The file of a model: what is written is read back, whatever happens while it is written.
#include "model/format.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <descent/error.h>

#include "model/hand_made.h"
#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/faulty_file_system.h"
#include "support/forgetful_file_system.h"
#include "support/temporary_folder.h"

namespace descent::model {
namespace {

storage::FileBytes as_file(const std::string& bytes) { return {nullptr, storage::as_bytes(bytes), "m.safetensors"}; }

/// What `save` says of a model.
std::string complaint(const Model& model) {
    try {
        test::bytes_of(model);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("A model reads back from its file as it was, to the bit") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path("m.safetensors");
    for (const Model& model : {test::quarter_model(), test::largest_model()}) {
        save(model, path);
        CHECK(test::same(load(path), model));
    }
    CHECK(folder.files() == 1);
}

TEST_CASE("Numbers that are hard to write as text come back with the same bits") {
    Model model = test::quarter_model();
    model.tensors[0].values = {std::numeric_limits<float>::denorm_min(), -0.0f, std::numeric_limits<float>::max(),
                               1.0f / 3};
    model.scaling.shift = {0.1f, -1e-300};
    model.scaling.scale = {1.0 / 255, std::nextafter(1.0, 2.0)};
    model.scaling.fill = {1700000000.1, std::numeric_limits<double>::denorm_min()};
    const std::string bytes = test::bytes_of(model);
    const Model back = parse_model(as_file(bytes));
    CHECK(back.scaling == model.scaling);
    CHECK(std::memcmp(back.tensors[0].values.data(), model.tensors[0].values.data(), 4 * sizeof(float)) == 0);
}

TEST_CASE("Names with quotes, line breaks and foreign letters come back") {
    Model model = test::largest_model();
    model.class_names = {"a \"quoted\" \\ name", "two\nlines", "Žluťoučký 🐎"};
    const std::string bytes = test::bytes_of(model);
    CHECK(parse_model(as_file(bytes)).class_names == model.class_names);
}

TEST_CASE("What became of the columns of a table comes back, and so does the scaling of targets") {
    Model model = test::quarter_model();
    model.network.inputs = 6;
    model.columns = {
        .inputs = {{.name = "age", .indicator = true},
                   {.name = "cut \"x\"", .kind = ColumnKind::category, .categories = {"", "a,b", "c\x01d"}},
                   {.name = "wet", .kind = ColumnKind::truth}},
        .missing = Missing::indicator,
        .unknown = Unknown::zero,
        .encoding = Encoding::latin1};
    model.scaling = {{0, 1, 2, 3, 4, 5}, {1, 1, 1, 1, 1, 1}, {0.1, 0, 0.5, 0.25, 0.25, 1}};
    model.target_scaling = {{1e300}, {1e-300}};
    model.tensors[0] = {"layers.0.weight", {2, 6}, std::vector<float>(12, 0.5f)};
    const Model back = parse_model(as_file(test::bytes_of(model)));
    CHECK(back.columns == model.columns);
    CHECK(back.target_scaling == model.target_scaling);
    CHECK(test::same(back, model));
}

TEST_CASE("What the cost of training depends on comes back: the border of huber, weights of classes") {
    Model numbers = test::quarter_model();
    numbers.loss = Loss::huber;
    numbers.huber_delta = 0.1;
    CHECK(parse_model(as_file(test::bytes_of(numbers))).huber_delta == 0.1);
    Model classes = test::largest_model();
    classes.class_weights = {0.1F, 0, 3e29F};
    CHECK(parse_model(as_file(test::bytes_of(classes))).class_weights == classes.class_weights);
}

TEST_CASE("A model of version 1 is read, predicts what it did, and is written as one of today") {
    const Model model = load(DESCENT_SOURCE_DIR "/tests/reference/models/version_1.safetensors");
    CHECK(model.columns == number_columns({"length", "width"}));
    CHECK(model.scaling.fill.empty());
    CHECK(model.target_scaling == TargetScaling{});
    // printed by the version that wrote it, for the patterns that it was trained on
    const auto outputs = predict(model, test::unlabelled({1, 2, 2, 1, 4, 3, 3, 5}, 2));
    const std::vector<float> expected = {-0.17356393f, -0.037669502f, 0.2142033f, 0.016794087f};
    CHECK(std::ranges::equal(outputs, expected));
    const Model again = parse_model(as_file(test::bytes_of(model)));
    CHECK(test::same(again, model));
}

TEST_CASE("The same model gives the same bytes, and its tensors start at a multiple of 8") {
    const std::string bytes = test::bytes_of(test::quarter_model());
    CHECK(bytes == test::bytes_of(test::quarter_model()));
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    CHECK(length % 8 == 0);
    CHECK(bytes.size() == 8 + length + (4 + 2 + 2 + 1) * sizeof(float));
}

TEST_CASE("A model whose parts do not fit each other is not saved, and the part is named") {
    Model model = test::quarter_model();
    model.tensors.pop_back();
    CHECK(complaint(model) == "model: it has 3 tensors, its network 4");
    model = test::quarter_model();
    model.tensors[0].shape = {4, 1};
    CHECK(complaint(model).find("'layers.0.weight' [4][1] with 4 values, not 'layers.0.weight' [2][2]") !=
          std::string::npos);
    model = test::quarter_model();
    model.tensors[3].values[0] = std::nanf("");
    CHECK(complaint(model) == "model: tensor 'layers.1.bias' holds a number that is not finite");
    model = test::quarter_model();
    model.scaling.scale = {1};
    CHECK(complaint(model) == "model: its scaling has 1 entries for 2 inputs");
    model = test::quarter_model();
    model.scaling.fill = {1, 2, 3};
    CHECK(complaint(model) == "model: its scaling has 3 entries for 2 inputs");
    model = test::quarter_model();
    model.target_scaling = {{1, 2}, {1, 2}};
    CHECK(complaint(model) == "model: its target scaling has 2 entries for 1 outputs");
    model.target_scaling = {{1}, {0}};
    CHECK(complaint(model) == "model: its target scaling holds a scale of 0");
    model.target_scaling = {{1}, {std::nan("")}};
    CHECK(complaint(model) == "model: its target scaling holds a number that is not finite");
    model = test::quarter_model();
    model.columns = number_columns({"length"});
    CHECK(complaint(model) == "model: its columns make 1 inputs, its network has 2");
    model = test::largest_model();
    model.target_scaling = {{1, 1, 1}, {1, 1, 1}};
    CHECK(complaint(model) == "model: it scales targets that are classes");
    model = test::largest_model();
    model.class_names = {"ant", "ant", "cow"};
    CHECK(complaint(model) == "model: two class names are the same");
    model.class_names = {"ant"};
    CHECK(complaint(model) == "model: it has 1 class names for 3");
    model = test::largest_model();
    model.class_weights = {1, 2};
    CHECK(complaint(model) == "model: it has 2 class weights for 3 classes");
    model.class_weights = {1, 2, -1};
    CHECK(complaint(model) == "model: it has a class weight outside [0, 1e30]");
    model.class_weights = {};
    model.huber_delta = -1;
    CHECK(complaint(model) == "model: its huber_delta is not above 0");
    model = test::largest_model();
    model.network.layers[0].activation = Activation::relu;
    CHECK(complaint(model).find("cross-entropy needs") != std::string::npos);
}

TEST_CASE("Names that no file could hold are refused, not replaced") {
    Model model = test::largest_model();
    model.class_names = {"caf\xe9", "caf\xe8", "tea"};
    CHECK(complaint(model) == "model: a name of its classes, columns or targets is not UTF-8");
    model = test::quarter_model();
    model.columns =
        number_columns({"Temp(\xb0"
                        "C)",
                        "width"});
    CHECK(complaint(model) == "model: a name of its classes, columns or targets is not UTF-8");
    model.columns = number_columns({std::string("a\0b", 3), "\xc3\xa9"});
    CHECK(complaint(model).empty());
}

TEST_CASE("A model that cannot be written names the path") {
    CHECK_THROWS_WITH(save(test::quarter_model(), "/nowhere/at/all/m.safetensors"),
                      ContainsSubstring("/nowhere/at/all/m.safetensors"));
    CHECK_THROWS_AS(load("/nowhere/at/all/m.safetensors"), InputError);
}

TEST_CASE("Whatever fails while a model is written, the old or the new one is whole") {
    const Model old_model = test::quarter_model();
    Model new_model = old_model;
    new_model.tensors[0].values[0] = 7;
    for (const auto names : {test::ForgetfulFileSystem::Names::old_ones, test::ForgetfulFileSystem::Names::new_ones}) {
        const std::size_t faults = test::for_every_fault([&](const test::FaultPlan& plan) {
            test::ForgetfulFileSystem disk;
            save_model(old_model, "m", disk);
            test::FaultyFileSystem faulty(disk, plan);
            bool saved = true;
            try {
                save_model(new_model, "m", faulty);
            } catch (const Error&) {
                saved = false;
            }
            disk.power_cut(names);
            const Model found = parse_model(disk.read("m"));
            CHECK((test::same(found, new_model) || (!saved && test::same(found, old_model))));
            return faulty.met();
        });
        CHECK(faults > 10);
    }
}

}  // namespace descent::model
