#pragma once
/// \file
/// The bytes of a model's file: what `save` writes and `load` reads.

#include <string>

#include <descent/model.h>

#include "storage/file_system.h"

namespace descent::model {

/// Name of the metadata that holds the model's description. Stands in files: never change.
inline constexpr const char* description_key = "descent";

/// Throws InputError when the bytes are not a model of Descent or are damaged.
Model parse_model(const storage::FileBytes& file);

/// Whether the bytes are a container with a model's description; the tensors are not looked at.
bool is_model(const storage::FileBytes& file);

/// In parts. Throws UsageError, before the first, when the parts of the model do not fit each other.
void write_model(const Model& model, const storage::WriteBytes& write);
/// The same as one text.
std::string file_of(const Model& model);

/// `save` through a given file system: tests pass one that fails.
void save_model(const Model& model, const std::string& path, storage::FileSystem& file_system);

}  // namespace descent::model
