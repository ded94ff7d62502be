#!/usr/bin/env bash
# Checks that the C and C++ files have the form of .clang-format; names those that do not, and then fails.
#
#   tools/format.sh [--fix] [FILE...]    --fix rewrites them; default: every file of the repository
#
# Versions of clang-format differ in details: version 14, Debian 12's, decides. Without it the status is 77 (skipped).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fix=false
if [[ "${1:-}" == --fix ]]; then
  fix=true
  shift
fi

formatter=
for candidate in clang-format-14 clang-format; do
  if command -v "$candidate" >/dev/null && "$candidate" --version | grep -q 'version 14\.'; then
    formatter=$candidate
    break
  fi
done
if [[ -z "$formatter" ]]; then
  echo "clang-format 14 is not installed: nothing checked" >&2
  exit 77
fi

files=("$@")
if [[ ${#files[@]} == 0 ]]; then
  mapfile -t files < <(find include src optimizers python benchmarks tests fuzz examples \
    \( -name '*.h' -o -name '*.cpp' -o -name '*.c' \) -not -path '*/build/*' | sort)
fi

if $fix; then
  "$formatter" -i "${files[@]}"
else
  status=0
  for file in "${files[@]}"; do
    if ! "$formatter" --dry-run --Werror "$file" 2>/dev/null; then
      echo "$file: not formatted (tools/format.sh --fix $file)"
      status=1
    fi
  done
  exit $status
fi
