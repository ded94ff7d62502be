#!/usr/bin/env bash
# Searches for inputs that break a reader: builds the libFuzzer target of every parser with clang, under the address
# and undefined-behaviour sanitizers, and runs each from its corpus. A finding stands in build/fuzz/findings; fix it,
# and add it to fuzz/corpus. The last line is the sum.
#
#   tools/fuzz.sh [SECONDS] [NAME...]     seconds for each target (30), targets (all)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-30}
[[ "$seconds" =~ ^[1-9][0-9]*$ ]] || { echo "tools/fuzz.sh: '$seconds' is no number of seconds" >&2; exit 2; }
shift || true
names=("$@")
readers=()
for folder in fuzz/corpus/*/; do readers+=("$(basename "$folder")"); done
[[ ${#names[@]} != 0 ]] || names=("${readers[@]}")
for name in "${names[@]}"; do
  [[ -f "fuzz/$name.cpp" && -d "fuzz/corpus/$name" ]] || {
    echo "tools/fuzz.sh: unknown reader '$name' (known: ${readers[*]})" >&2
    exit 2
  }
done

tools/install_dependencies.sh build fuzz
targets=("${names[@]/#/fuzz_}")
launcher=()
! command -v ccache >/dev/null || launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
mkdir -p build
cmake --preset fuzz "${launcher[@]}" >build/configure-fuzz.log || { cat build/configure-fuzz.log; exit 1; }
cmake --build --preset fuzz --parallel "$(nproc)" --target "${targets[@]}"

findings=build/fuzz/findings
mkdir -p "$findings"
failed=0 runs=0
for name in "${names[@]}"; do
  scratch=build/fuzz/scratch/$name
  mkdir -p "$scratch"
  log=build/fuzz/$name.log
  if "build/fuzz/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$findings/$name-" "$scratch" "fuzz/corpus/$name" >"$log" 2>&1; then
    result=survived
  else
    result="FAILED (see $log)"
    failed=$((failed + 1))
  fi
  executed=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)/\1/p' "$log" | tail -n 1)
  runs=$((runs + ${executed:-0}))
  printf '%-12s %12s inputs in %s s: %s\n' "$name" "${executed:-0}" "$seconds" "$result"
done
echo "${#names[@]} readers, $runs inputs, $failed findings"
[[ $failed == 0 ]]
