#include "data/read_dataset.h"

#include <descent/dataset.h>
#include <descent/error.h>

#include "base/text.h"
#include "data/csv.h"
#include "data/gzip.h"
#include "data/idx.h"
#include "data/npy.h"
#include "data/targets.h"
#include "storage/whole_files.h"

namespace descent {
namespace {

constexpr std::string_view fashion_mnist = "fashion-mnist";

/// Class names as published: https://github.com/zalandoresearch/fashion-mnist, "Labels".
std::vector<std::string> fashion_mnist_classes() {
    return {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"};
}

/// How a file's name says what is in it.
enum class Format { csv, csv_gzip, npy, idx, idx_gzip };

Format format_of(const std::string& path) {
    std::string_view name = path;
    name = name.substr(name.rfind('/') + 1);
    if (name.ends_with(".npy")) return Format::npy;
    const bool compressed = name.ends_with(".gz");
    if (compressed) name.remove_suffix(3);
    if (name.ends_with(".csv")) return compressed ? Format::csv_gzip : Format::csv;
    if (name.ends_with(".idx") || name.ends_with("-ubyte")) return compressed ? Format::idx_gzip : Format::idx;
    throw InputError(path, "", "a name of no known format",
                     "fashion-mnist, or a file that ends in " + std::string(data::known_endings()));
}

bool is_csv(Format format) { return format == Format::csv || format == Format::csv_gzip; }

data::Array parse_array(const storage::FileBytes& file, Format format) {
    switch (format) {
        case Format::npy: return data::parse_npy(file);
        case Format::idx: return data::parse_idx(file);
        default: return data::parse_idx_gzip(file);
    }
}

Dataset::Targets parse_targets(const storage::FileBytes& file, Format format,
                               const std::vector<std::string>& class_names, const std::string& inputs_path,
                               std::size_t patterns) {
    const data::Array array = parse_array(file, format);
    if (format != Format::npy && array.shape.size() != 1) {
        throw InputError(file.path, "header", "a shape of " + data::shape_text(array.shape), "one dimension of labels");
    }
    if (array.shape[0] != patterns) {
        throw InputError(file.path, "header", to_text(array.shape[0]) + " labels",
                         to_text(patterns) + ", one for each pattern of " + inputs_path);
    }
    return data::to_targets(array, class_names);
}

Dataset read_csv(const DataSource& source, Format format) {
    if (!source.labels.empty()) {
        throw UsageError("labels", "belongs to IDX and .npy inputs; name a target column of " + source.path);
    }
    const storage::FileBytes file = storage::map_file(source.path);
    return data::parse_csv(format == Format::csv ? file : data::gunzip_text(file), source);
}

Dataset read_arrays(const DataSource& source, Format format) {
    if (!source.targets.empty()) {
        throw UsageError("target", "belongs to CSV files; name the file of labels for " + source.path);
    }
    if (source.labels.empty() && !source.targets_optional) {
        throw UsageError("labels", "no file of labels or targets is named for " + source.path);
    }
    Dataset::Inputs inputs = data::to_inputs(parse_array(storage::map_file(source.path), format));
    Dataset::Targets targets;
    if (!source.labels.empty()) {
        const Format labels_format = format_of(source.labels);
        if (is_csv(labels_format)) {
            throw UsageError("labels", "found " + quote(source.labels, 1000) + ", expected an IDX or .npy file");
        }
        targets = parse_targets(storage::map_file(source.labels), labels_format, source.class_names, source.path,
                                inputs.patterns);
    }
    return Dataset(source.path, std::move(inputs), std::move(targets));
}

storage::FileBytes installed_file(const std::string& path) {
    if (auto file = storage::map_if_exists(path)) return std::move(*file);
    throw InputError(path, "", "no file of this name",
                     "the data set: install it with apt-get install dataset-fashion-mnist");
}

Dataset read_fashion_mnist(const DataSource& source) {
    if (!source.labels.empty()) throw UsageError("labels", "fashion-mnist brings its own");
    if (!source.targets.empty())
        throw UsageError("target", "belongs to CSV files; fashion-mnist brings its own labels");
    const std::string part = source.fashion_mnist_folder + (source.test_part ? "/t10k" : "/train");
    const storage::FileBytes images = installed_file(part + "-images-idx3-ubyte.gz");
    const storage::FileBytes labels = installed_file(part + "-labels-idx1-ubyte.gz");
    Dataset::Inputs inputs = data::to_inputs(data::parse_idx_gzip(images));
    Dataset::Targets targets =
        parse_targets(labels, Format::idx_gzip, fashion_mnist_classes(), images.path, inputs.patterns);
    if (!source.class_names.empty() && source.class_names != targets.class_names) {
        throw InputError(std::string(fashion_mnist), "", "the classes " + join(targets.class_names),
                         "the known ones " + join(source.class_names));
    }
    return Dataset(std::string(fashion_mnist) + (source.test_part ? " (test)" : ""), std::move(inputs),
                   std::move(targets));
}

}  // namespace

std::string_view data::known_endings() { return ".csv, .csv.gz, .npy, .idx, .idx.gz, -ubyte or -ubyte.gz"; }

Dataset read_dataset(const DataSource& source) {
    if (source.path == fashion_mnist) return read_fashion_mnist(source);
    if (source.test_part) throw UsageError("data", "only fashion-mnist has a published test part");
    const Format format = format_of(source.path);
    return is_csv(format) ? read_csv(source, format) : read_arrays(source, format);
}

}  // namespace descent
