#!/usr/bin/env bash
# Runs clang-tidy (.clang-tidy) over the product's sources and shellcheck over the scripts; any finding fails.
#
#   tools/lint.sh [--changed]
#
#   --changed   only sources that differ from the last commit
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

changed=false
while [[ $# -gt 0 ]]; do
  case "$1" in
    --changed) changed=true; shift ;;
    *) echo "unknown option '$1' (known: --changed)" >&2; exit 2 ;;
  esac
done

for tool in clang-tidy run-clang-tidy shellcheck; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: run tools/install_dependencies.sh lint" >&2; exit 1; }
done

# A configuration of its own, in which each file is compiled alone: clang-tidy looks at what is compiled, by its name.
build=build/lint
mkdir -p build
cmake --preset release -B $build -DDESCENT_PRECOMPILED_HEADERS=OFF -DDESCENT_BUILD_BENCHMARKS=OFF \
  >build/configure-lint.log || { cat build/configure-lint.log; exit 1; }

shellcheck .ci/run tools/*.sh

# Sources of the product, and with them its headers; of what the build compiles for each instruction set, one set. Tests
# have the compiler's warnings.
pattern="^$PWD/(src/.*|$build/src/.*/isa/[^/]*_(avx2|neon))\.cpp\$"
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
