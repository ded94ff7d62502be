// The file of a model: what is written is read back, whatever happens while it is written.
#include "model/format.h"

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
        write_model(model);
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

TEST_CASE("Floats that are hard to write as text come back with the same bits") {
    Model model = test::quarter_model();
    model.tensors[0].values = {std::numeric_limits<float>::denorm_min(), -0.0f, std::numeric_limits<float>::max(),
                               1.0f / 3};
    model.scaling.shift = {0.1f, -1e-38f};
    model.scaling.scale = {1.0f / 255, std::nextafter(1.0f, 2.0f)};
    const std::string bytes = write_model(model);
    const Model back = parse_model(as_file(bytes));
    CHECK(back.scaling == model.scaling);
    CHECK(std::memcmp(back.tensors[0].values.data(), model.tensors[0].values.data(), 4 * sizeof(float)) == 0);
}

TEST_CASE("Names with quotes, line breaks and foreign letters come back") {
    Model model = test::largest_model();
    model.class_names = {"a \"quoted\" \\ name", "two\nlines", "Žluťoučký 🐎"};
    const std::string bytes = write_model(model);
    CHECK(parse_model(as_file(bytes)).class_names == model.class_names);
}

TEST_CASE("The same model gives the same bytes, and its tensors start at a multiple of 8") {
    const std::string bytes = write_model(test::quarter_model());
    CHECK(bytes == write_model(test::quarter_model()));
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
    model = test::largest_model();
    model.class_names = {"ant", "ant", "cow"};
    CHECK(complaint(model) == "model: two class names are the same");
    model.class_names = {"ant"};
    CHECK(complaint(model) == "model: it has 1 class names for 3");
    model = test::largest_model();
    model.network.layers[0].activation = Activation::relu;
    CHECK(complaint(model).find("cross-entropy needs") != std::string::npos);
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
