#include "data/read_dataset.h"

#include <descent/dataset.h>
#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "data/csv.h"
#include "data/gzip.h"
#include "data/idx.h"
#include "data/libsvm.h"
#include "data/npy.h"
#include "data/npz.h"
#include "data/targets.h"
#include "storage/standard_input.h"
#include "storage/whole_files.h"

namespace descent {
namespace {

using data::fashion_mnist;
using data::standard_input;

/// Class names as published: https://github.com/zalandoresearch/fashion-mnist, "Labels".
std::vector<std::string> fashion_mnist_classes() {
    return {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"};
}

/// How a file's name says what is in it.
enum class Format { table, table_gzip, npy, npz, idx, idx_gzip, libsvm, libsvm_gzip };

/// "data.npz:X" is member X of data.npz; any other path is whole.
struct PathParts {
    std::string file;
    std::string member = {};
};

std::string lower_case(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

bool ends_with_any(const std::string& name, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

PathParts split_member(const std::string& path) {
    constexpr std::string_view mark = ".npz:";
    const std::size_t at = lower_case(path).find(mark);
    if (at == std::string::npos) return {path};
    const std::size_t colon = at + mark.size() - 1;
    return {path.substr(0, colon), path.substr(colon + 1)};
}

/// Letters of either case.
Format format_of(const std::string& path) {
    if (path == standard_input) return Format::table;
    std::string name = lower_case(split_member(path).file);
    name = name.substr(name.rfind('/') + 1);
    if (name.ends_with(".npy")) return Format::npy;
    if (name.ends_with(".npz")) return Format::npz;
    const bool compressed = name.ends_with(".gz");
    if (compressed) name.resize(name.size() - 3);
    if (ends_with_any(name, {".csv", ".tsv", ".txt", ".data"})) return compressed ? Format::table_gzip : Format::table;
    if (ends_with_any(name, {".idx", "-ubyte"})) return compressed ? Format::idx_gzip : Format::idx;
    if (ends_with_any(name, {".libsvm", ".svmlight", ".svm"})) {
        return compressed ? Format::libsvm_gzip : Format::libsvm;
    }
    throw InputError(path, "", "a name of no known format",
                     "fashion-mnist, or a file that ends in " + std::string(data::known_endings()));
}

bool is_table(Format format) { return format == Format::table || format == Format::table_gzip; }

data::Array parse_array(const storage::FileBytes& file, Format format, const std::string& member = {}) {
    switch (format) {
        case Format::npy: return data::parse_npy(file);
        case Format::npz: return data::parse_npz(file, member);
        case Format::idx: return data::parse_idx(file);
        default: return data::parse_idx_gzip(file);
    }
}

data::Array read_array(const std::string& path, Format format) {
    const PathParts parts = split_member(path);
    return parse_array(storage::map_file(parts.file), format, parts.member);
}

void require_one_dimension(const data::Array& labels, Format format) {
    const bool is_idx = format == Format::idx || format == Format::idx_gzip;
    if (!is_idx || labels.shape.size() == 1) return;
    throw InputError(labels.elements.path, "header", "a shape of " + data::shape_text(labels.shape),
                     "one dimension of labels");
}

Dataset::Targets targets_of(const data::Array& array, const DataSource& source, const std::string& inputs_path,
                            std::size_t patterns) {
    if (array.shape[0] != patterns) {
        const bool lies = array.shape.size() == 2 && array.shape[0] == 1 && array.shape[1] == patterns;
        throw InputError(
            array.elements.path, "header",
            to_text(array.shape[0]) + (array.shape[0] == 1 ? " label" : " labels") +
                (lies ? " in a shape of " + data::shape_text(array.shape) : ""),
            to_text(patterns) + ", one for each pattern of " + inputs_path + (lies ? "; save array.ravel()" : ""));
    }
    return data::to_targets(array, source.class_names, source.task);
}

/// A stream has no name that says whether it is compressed.
storage::FileBytes text_of_stream() {
    const storage::FileBytes stream = storage::read_standard_input();
    return storage::as_text(stream.bytes).starts_with("\x1F\x8B") ? data::gunzip_text(stream) : stream;
}

storage::FileBytes text_of(const DataSource& source, bool compressed) {
    if (source.path == standard_input) return text_of_stream();
    const storage::FileBytes file = storage::map_file(source.path);
    return compressed ? data::gunzip_text(file) : file;
}

Dataset read_table(const DataSource& source, Format format, data::LeftOut left_out) {
    if (!source.labels.empty()) {
        throw UsageError("labels", "belongs to IDX and .npy inputs; name a target column of " + source.path);
    }
    return data::parse_csv(text_of(source, format == Format::table_gzip), source, data::csv_chunk_bytes, left_out);
}

void refuse_targets(const DataSource& source) {
    if (source.targets.empty()) return;
    throw UsageError("target", "belongs to CSV files; name the file of labels for " + source.path);
}

Dataset read_libsvm(const DataSource& source, Format format) {
    refuse_targets(source);
    if (!source.labels.empty()) throw UsageError("labels", "stand in " + source.path + " itself");
    return data::parse_libsvm(text_of(source, format == Format::libsvm_gzip), source);
}

Format format_of_labels(const std::string& path) {
    const Format format = format_of(path);
    const bool is_array = !is_table(format) && format != Format::libsvm && format != Format::libsvm_gzip;
    if (!is_array) throw UsageError("labels", "found " + quote(path, 1000) + ", expected an IDX or .npy file");
    return format;
}

Dataset read_arrays(const DataSource& source, Format format) {
    refuse_targets(source);
    if (source.labels.empty() && !source.targets_optional) {
        throw UsageError("labels", "no file of labels or targets is named for " + source.path);
    }
    const data::Array inputs = read_array(source.path, format);
    if (source.labels.empty()) return data::to_dataset(inputs, nullptr, source);
    const Format labels_format = format_of_labels(source.labels);
    const data::Array labels = read_array(source.labels, labels_format);
    require_one_dimension(labels, labels_format);
    return data::to_dataset(inputs, &labels, source);
}

void refuse_table_settings(const DataSource& source) {
    const std::pair<const char*, bool> settings[] = {
        {"encoding", source.encoding != Encoding::utf8},
        {"no_header", source.no_header},
        {"columns", !source.columns.empty()},
        {"ignore", !source.ignore.empty()},
        {"missing", source.missing != Missing::refuse},
        {"unknown", source.unknown != Unknown::refuse},
        {"weights", !source.weights.empty()},
        {"group_by", !source.group_by.empty()},
    };
    for (const auto& [name, is_set] : settings) {
        if (is_set) throw UsageError(name, "belongs to tables; " + source.path + " is none");
    }
}

storage::FileBytes installed_file(const std::string& path) {
    if (auto file = storage::map_if_exists(path)) return std::move(*file);
    throw InputError(path, "", "no file of this name",
                     "the data set: install it with apt-get install dataset-fashion-mnist");
}

Dataset read_fashion_mnist(const DataSource& source) {
    if (!source.labels.empty()) throw UsageError("labels", "fashion-mnist brings its own");
    if (source.task == Task::regression) throw UsageError("task", "fashion-mnist has classes");
    if (!source.targets.empty())
        throw UsageError("target", "belongs to CSV files; fashion-mnist brings its own labels");
    const std::string part = source.fashion_mnist_folder + (source.test_part ? "/t10k" : "/train");
    const storage::FileBytes images = installed_file(part + "-images-idx3-ubyte.gz");
    const storage::FileBytes labels = installed_file(part + "-labels-idx1-ubyte.gz");
    Dataset::Inputs inputs = data::to_inputs(data::parse_idx_gzip(images));
    Dataset::Targets targets =
        targets_of(data::parse_idx_gzip(labels), {.path = {}, .class_names = fashion_mnist_classes()}, images.path,
                   inputs.patterns);
    if (!source.class_names.empty() && source.class_names != targets.class_names) {
        throw InputError(fashion_mnist, "", "the classes " + join(targets.class_names),
                         "the known ones " + join(source.class_names));
    }
    return Dataset(std::string(fashion_mnist) + (source.test_part ? " (test)" : ""), std::move(inputs),
                   std::move(targets));
}

Dataset read(const DataSource& source, data::LeftOut left_out) {
    if (source.path == fashion_mnist) {
        refuse_table_settings(source);
        return read_fashion_mnist(source);
    }
    if (source.test_part) throw UsageError("data", "only fashion-mnist has a published test part");
    const Format format = format_of(source.path);
    if (is_table(format)) return read_table(source, format, left_out);
    refuse_table_settings(source);
    const bool is_libsvm = format == Format::libsvm || format == Format::libsvm_gzip;
    return is_libsvm ? read_libsvm(source, format) : read_arrays(source, format);
}

}  // namespace

std::string_view data::known_endings() {
    return ".csv, .tsv, .txt, .data, .idx, -ubyte, .libsvm, .svm or .svmlight, each also with .gz, or in .npy or .npz";
}

Dataset data::to_dataset(const Array& inputs, const Array* labels, const DataSource& source,
                         std::vector<float> weights) {
    std::vector<std::string> notes, target_notes;
    if (inputs.shape.size() == 1) notes.push_back("one dimension is taken as one input column");
    Dataset::Inputs matrix = to_inputs(inputs);
    Dataset::Targets targets;
    if (labels != nullptr) {
        targets = targets_of(*labels, source, source.path, matrix.patterns);
        if (source.class_names.empty() && source.task != Task::regression) {
            target_notes.push_back(
                target_note(targets, source.task == Task::automatic && !labels->text && can_be_classes(targets)));
        }
        const std::string rare = source.class_names.empty() ? rare_classes_note(targets) : "";
        if (!rare.empty()) target_notes.push_back(rare);
        if (labels->truths && targets.class_names.empty()) target_notes.push_back("targets true and false are 1 and 0");
    }
    return Dataset(source.path, std::move(matrix), std::move(targets),
                   {.notes = std::move(notes),
                    .target_notes = std::move(target_notes),
                    .weights = std::move(weights),
                    .targets_file = labels != nullptr ? labels->elements.path : std::string()});
}

bool data::is_table(const std::string& path) { return path != fashion_mnist && descent::is_table(format_of(path)); }

Dataset data::read_beside(const DataSource& source) { return read(source, LeftOut::optional); }

Dataset read_dataset(const DataSource& source) { return read(source, data::LeftOut::required); }

}  // namespace descent
