#pragma once
/// \file
/// NumPy's .npz: a ZIP archive whose members are .npy files. Source: numpy.savez, numpy.savez_compressed.
///
///     const data::Array inputs = data::parse_npz(storage::map_file("data.npz"), "X");

#include "data/array.h"

namespace descent::data {

/// The array of that name, with or without ".npy"; without a name the only one. Throws InputError that lists the names.
Array parse_npz(const storage::FileBytes& file, const std::string& member);

}  // namespace descent::data
