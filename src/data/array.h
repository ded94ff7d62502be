#pragma once
/// \file
/// A block of numbers as IDX and .npy files hold it, before anyone says whether it is inputs or targets.

#include <descent/dataset.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/file_system.h"

namespace descent::data {

/// Texts of one length, filled up with zeros: as NumPy stores them.
struct TextType {
    std::size_t characters = 0;
    bool wide = false;        ///< UCS-4; otherwise bytes, which have to be UTF-8
    bool big_endian = false;  ///< of wide ones

    std::size_t bytes() const { return characters * (wide ? 4 : 1); }
};

struct Array {
    ElementType type = ElementType::u8;
    std::vector<std::size_t> shape;            ///< at least one dimension, none of them 0
    storage::FileBytes elements;               ///< row after row; exactly as many bytes as type and shape say
    bool pixels = false;                       ///< bytes of images
    bool truths = false;                       ///< 1 and 0 for true and false
    std::optional<TextType> text = {};         ///< in the place of `type`: elements are texts, which are labels alone
    std::vector<Dataset::LineRun> lines = {};  ///< of numbers that stood in a text: a line a pattern
};

/// How many elements `shape` holds. Throws InputError at `place` when a dimension is 0, or when their number times
/// `element_bytes` would not fit in `available` bytes: nothing is reserved on the word of a header alone.
std::size_t count_elements(const std::vector<std::size_t>& shape, std::size_t element_bytes, std::uint64_t available,
                           const std::string& file, const std::string& place);

/// "60000 x 28 x 28".
std::string shape_text(const std::vector<std::size_t>& shape);

/// "element [7, 3]", as NumPy counts: the place of the element `index`, row after row.
std::string element_place(const std::vector<std::size_t>& shape, std::size_t index);

/// Throws InputError that names the element ("element [7, 3]") when a floating-point one is NaN or infinite.
void require_finite(const Array& array);

/// The first dimension counts the patterns; all others together are the inputs. Throws InputError for texts.
Dataset::Inputs to_inputs(const Array& array);

}  // namespace descent::data
