#!/usr/bin/env bash
# Runs clang-tidy (.clang-tidy) over the product's sources and shellcheck over the scripts; any finding fails.
#
#   tools/lint.sh [--changed] [--build FOLDER]
#
#   --changed        only sources that differ from the last commit
#   --build FOLDER   a configured build, for its compile_commands.json (default: build/release)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=build/release
changed=false
while [[ $# -gt 0 ]]; do
  case "$1" in
    --changed) changed=true; shift ;;
    --build) build=${2:?--build needs a folder}; shift 2 ;;
    *) echo "unknown option '$1' (known: --changed, --build FOLDER)" >&2; exit 2 ;;
  esac
done

for tool in clang-tidy run-clang-tidy shellcheck; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: run tools/install_dependencies.sh lint" >&2; exit 1; }
done
if [[ ! -f "$build/compile_commands.json" ]]; then
  echo "$build has no compile_commands.json: run cmake --preset release first" >&2
  exit 1
fi

shellcheck .ci/run tools/*.sh

# Sources of the product, and with them its headers. Tests have the compiler's warnings.
pattern="^$PWD/src/.*\.cpp\$"
if $changed; then
  names=$(git diff --name-only HEAD -- 'src/*.cpp' | paste -sd'|')
  [[ -n "$names" ]] || { echo "No source differs from the last commit."; exit 0; }
  pattern="^$PWD/($names)\$"
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! run-clang-tidy -p "$build" -j "$(nproc)" -quiet "$pattern" >"$log" 2>/dev/null; then
  grep -E '(warning|error):' "$log" | sed "s|$PWD/||" | sort -u
  echo "clang-tidy complains" >&2
  exit 1
fi
echo "No complaint of clang-tidy and shellcheck."
