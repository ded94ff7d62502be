// Foreign bytes as networks: what is wrong is one line. tests/python/import_test.py compares with ONNX Runtime and
// PyTorch.
#include "model/import/import.h"

#include <descent/error.h>

#include <optional>

#include "model/hand_made.h"
#include "model/onnx.h"
#include "storage/whole_files.h"
#include "support/catch.h"

namespace descent::model {
namespace {

Model imported(const std::string& bytes, const ImportChoice& choice = {}) {
    return import_model({nullptr, storage::as_bytes(bytes), "net.onnx"}, choice);
}

}  // namespace

TEST_CASE("What was exported is imported with scaling, names and weights") {
    for (Model model : {test::quarter_model(), test::largest_model()}) {
        const Model again = imported(write_onnx(model));
        CHECK(test::bytes_of(again) == test::bytes_of(model));
    }
}

TEST_CASE("Every file that was cut short is refused, or has lost nothing of the model") {
    const Model model = test::quarter_model();
    const std::string whole = write_onnx(model);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        try {  // what stands behind the graph only names its inputs
            const Model read = imported(whole.substr(0, length));
            CHECK(read.network == model.network);
            CHECK(read.tensors[0].values == model.tensors[0].values);
        } catch (const Error& error) {
            CHECK(std::string(error.what()).find('\n') == std::string::npos);
        }
    }
}

TEST_CASE("A byte that is changed anywhere is refused or gives a model that holds together") {
    const std::string whole = write_onnx(test::quarter_model());
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 0x41);
        std::optional<Model> read;
        try {
            read = imported(changed);
        } catch (const Error&) {  // refused
        }
        if (read) CHECK_NOTHROW(test::bytes_of(*read));
    }
}

}  // namespace descent::model
