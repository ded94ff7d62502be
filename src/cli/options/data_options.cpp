#include "cli/options/data_options.h"

#include <descent/error.h>
#include <descent/model.h>

#include "base/text.h"
#include "data/read_dataset.h"

namespace descent::cli {
namespace {

constexpr const char* fashion_mnist = "fashion-mnist";

Rule with_data() { return {.needs = {"data"}}; }

void require_data(const std::string& data) {
    if (data.empty()) throw UsageError("data", "is missing; name a file, or fashion-mnist");
}

}  // namespace

void DataOptions::add_to(OptionList& options, const std::string& meaning) {
    options.text("data", "SPEC", data,
                 "data " + meaning + ": fashion-mnist, or a file that ends in " + std::string(data::known_endings()));
    options.text("labels", "FILE", labels, "labels or targets of data whose file holds inputs alone", {with_data()});
    options.add({.name = "target",
                 .value = "COLUMN",
                 .help = "target column of CSV data; several with commas; texts become classes",
                 .kind = Option::Kind::repeated,
                 .set =
                     [this](const std::string& given) {
                         for (std::string& name : split_list(given)) targets.push_back(std::move(name));
                     },
                 .rules = {with_data()}});
}

Dataset DataOptions::read() const {
    require_data(data);
    return read_dataset({.path = data, .labels = labels, .targets = targets});
}

Dataset DataOptions::read_for(const Model& model, bool targets_optional) const {
    require_data(data);
    const bool is_csv = data.ends_with(".csv") || data.ends_with(".csv.gz");
    return read_dataset({.path = data,
                         .labels = labels,
                         .targets = targets.empty() && is_csv ? model.target_names : targets,
                         .test_part = data == fashion_mnist,
                         .class_names = model.class_names,
                         .targets_optional = targets_optional});
}

void TestDataOptions::add_to(OptionList& options) {
    options.text("test-data", "SPEC", data,
                 "held-out data that is measured once, at the end; fashion-mnist brings its published test set",
                 {with_data()});
    options.text("test-labels", "FILE", labels, "labels or targets of the held-out data", {{.needs = {"test-data"}}});
}

Dataset TestDataOptions::read(const DataOptions& training_options, const Dataset& training) const {
    const bool published = data.empty() && training_options.data == fashion_mnist;
    if (data.empty() && !published) return {};
    const std::string path = published ? fashion_mnist : data;
    Dataset test = read_dataset({.path = path,
                                 .labels = labels,
                                 .targets = training_options.targets,
                                 .test_part = path == fashion_mnist,
                                 .class_names = training.class_names()});
    if (test.inputs() != training.inputs() || test.outputs() != training.outputs()) {
        throw InputError(
            test.name(), "", to_text(test.inputs()) + " inputs and " + to_text(test.outputs()) + " outputs",
            to_text(training.inputs()) + " and " + to_text(training.outputs()) + ", as in " + training.name());
    }
    return test;
}

}  // namespace descent::cli
