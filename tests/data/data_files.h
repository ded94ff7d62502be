#pragma once
// Files as users bring them, made in memory by the tests.

#include <descent/dataset.h>
#include <zlib.h>

#include <cstring>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "storage/whole_files.h"

namespace descent::test {

/// Bytes as if they had been read from a file of that name; they own their memory.
inline storage::FileBytes file_of(std::string_view bytes, const std::string& name) {
    const auto memory = std::make_shared<const std::string>(bytes);
    return {memory, storage::as_bytes(*memory), name};
}

inline std::string gzipped(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("cannot compress");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::string idx_header(const std::vector<std::uint32_t>& shape) {
    std::string text = {0, 0, 8, static_cast<char>(shape.size())};
    for (const std::uint32_t size : shape) {
        for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(size >> shift & 255);
    }
    return text;
}

/// An IDX file whose elements are 0, 1, 2, ...
inline std::string idx_of(const std::vector<std::uint32_t>& shape) {
    std::string text = idx_header(shape);
    const auto count = std::accumulate(shape.begin(), shape.end(), 1u, std::multiplies<>());
    for (std::uint32_t i = 0; i < count; ++i) text += static_cast<char>(i);
    return text;
}

inline std::string idx_labels(std::string_view labels) {
    return idx_header({static_cast<std::uint32_t>(labels.size())}) + std::string(labels);
}

inline std::string npy_with_header(const std::string& header, const std::string& elements = "") {
    std::string text = std::string("\x93NUMPY\x01\x00", 8);
    text += static_cast<char>(header.size() & 255);
    text += static_cast<char>(header.size() >> 8);
    return text + header + elements;
}

template <class T>
std::string npy_of(const std::string& type, const std::string& shape, const std::vector<T>& elements) {
    std::string bytes(elements.size() * sizeof(T), '\0');
    if (!elements.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
    return npy_with_header("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", bytes);
}

/// A data set of float inputs, row after row, and class labels.
inline Dataset floats(const std::vector<float>& values, std::size_t columns, Dataset::Targets targets = {}) {
    const auto memory = std::make_shared<const std::vector<float>>(values);
    return Dataset("floats",
                   {memory, reinterpret_cast<const std::byte*>(memory->data()), ElementType::f32,
                    values.size() / columns, columns},
                   std::move(targets));
}

/// The inputs of a float data set as they are stored, pattern after pattern of the subset.
inline std::vector<float> stored_floats(const Dataset& data) {
    std::vector<float> values;
    for (const std::uint32_t row : data.rows()) {
        for (std::size_t k = 0; k < data.inputs(); ++k) {
            float value;
            std::memcpy(&value, data.raw_inputs().bytes + (row * data.inputs() + k) * sizeof value, sizeof value);
            values.push_back(value);
        }
    }
    return values;
}

/// The inputs of a data set of doubles, as tables are, before they are scaled; NaN where a value is missing.
inline std::vector<double> unscaled_inputs(const Dataset& data) {
    std::vector<double> values, stored(data.raw_inputs().columns);
    for (const std::uint32_t row : data.rows()) {
        const std::size_t bytes = stored.size() * sizeof(double);
        std::memcpy(stored.data(), data.raw_inputs().bytes + row * bytes, bytes);
        values.resize(values.size() + data.inputs());
        expand(data.expansion(), stored, std::span(values).last(data.inputs()));
    }
    return values;
}

/// The text of the InputError or UsageError that `work` throws.
template <class Work>
std::string error_of(Work work) {
    try {
        work();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace descent::test
