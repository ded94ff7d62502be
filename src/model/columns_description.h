#pragma once
/// \file
/// What the columns of a table became, as it stands in a model's description.

#include <cstddef>
#include <string>

#include <descent/columns.h>

#include "base/json.h"

namespace descent::model {

/// { "missing": ..., "unknown": ..., "encoding": ..., "unnamed": ..., "delimiter": ...,
/// "inputs": [ { "name": ..., "kind": ... }, ... ] }
Json to_json(const Columns& columns);

/// Throws InputError when a member is missing or of another kind, or when they are not the columns of that many inputs.
Columns columns_from(const JsonReader& reader, std::size_t inputs, const std::string& path);

/// Throws UsageError unless there are none or their names differ, categories stand in columns of categories alone and
/// differ, and all together are that many inputs.
void check_columns(const Columns& columns, std::size_t inputs);

}  // namespace descent::model
