#!/usr/bin/env bash
# Runs the tests of the kernels on an emulated 64-bit ARM processor (NEON), trains the same networks there and on this
# machine, and compares the models byte by byte. Needs Debian 12 on x86-64; cross-compiles into build/neon; changes
# nothing else of the system but the packages of the compiler and the emulator. The last line is the sum.
#
#   tools/test_neon.sh [--short]
#
#   --short   only the tests of the kernels: two minutes instead of six on two processors
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

short=false
for option in "$@"; do
  case "$option" in
    --short) short=true ;;
    *) echo "unknown option '$option' (known: --short)" >&2; exit 2 ;;
  esac
done

groups=(build neon)
$short || groups+=(data)
tools/install_dependencies.sh "${groups[@]}"
mkdir -p build/neon
sysroot=$PWD/build/neon/sysroot

# The ARM libraries, unpacked into a folder of ours: apt gets a state of its own, the system's stays as it is.
if [[ ! -f "$sysroot/complete" ]]; then
  apt=$PWD/build/neon/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages" "$sysroot"
  : >"$apt/status"
  options=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User="$(id -un)"
    -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache")
  apt-get "${options[@]}" update
  (cd "$apt/packages" && apt-get "${options[@]}" download libtbb12 libtbbmalloc2 libtbbbind-2-5 libtbb-dev libxsimd-dev zlib1g zlib1g-dev \
    libboost1.74-dev libboost-program-options1.74.0 libboost-program-options1.74-dev nlohmann-json3-dev \
    libxxhash-dev catch2)
  for package in "$apt"/packages/*.deb; do
    dpkg-deb --extract "$package" "$sysroot"
  done
  rm -r "$apt"
  touch "$sysroot/complete"
fi

launcher=()
! command -v ccache >/dev/null || launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
targets=(test_kernels)
$short || targets+=(descent_cli)
cmake --preset release -B build/neon/build "${launcher[@]}" -DDESCENT_SYSROOT="$sysroot" \
  -DCMAKE_TOOLCHAIN_FILE="$PWD/cmake/Aarch64Toolchain.cmake" -DDESCENT_BUILD_BENCHMARKS=OFF >build/neon/configure.log
nice cmake --build build/neon/build --target "${targets[@]}" --parallel "$(nproc)"

neon=(qemu-aarch64 -L /usr/aarch64-linux-gnu -E "LD_LIBRARY_PATH=$sysroot/usr/lib/aarch64-linux-gnu")
passed=0 failed=0
# check NAME COMMAND...: counts it as passed where the command succeeds.
check() {
  local name=$1
  shift
  if "$@"; then
    echo "$name"
    passed=$((passed + 1))
  else
    echo "failed: $name"
    failed=$((failed + 1))
  fi
}

kernel_tests() {
  "${neon[@]}" build/neon/build/tests/kernels/test_kernels >build/neon/kernels.log || { cat build/neon/kernels.log; return 1; }
}
check "kernels: all tests pass" kernel_tests

# same_model NAME OPTIONS...: both processors train and write the same model.
same_model() {
  local here=build/neon/$1-here.safetensors there=build/neon/$1-neon.safetensors
  shift
  local options=(train --seed 1 --quiet --force "$@")
  { build/release/descent "${options[@]}" --out "$here" &&
    "${neon[@]}" build/neon/build/descent "${options[@]}" --out "$there"; } >build/neon/train.log 2>&1 ||
    { cat build/neon/train.log; return 1; }
  cmp "$here" "$there"
}
compare() { check "$1: the same bits" same_model "$@"; }

# A table with numbers of several sizes, a category, and classes by name.
write_table() {
  awk 'BEGIN {
    split("red green blue", colours); print "x,y,colour,kind"
    for (i = 1; i <= 200; ++i) {
      x = (i * 7919) % 1009; y = (i * 104729) % 10007
      printf "%d.%03d,%d,%s,%s\n", x, (i * 31) % 1000, y, colours[i % 3 + 1], (x * 10 + y > 10000 ? "large" : "small")
    }
  }'
}

if ! $short; then
  cmake --preset release "${launcher[@]}" >build/configure-release.log
  nice cmake --build --preset release --target descent_cli --parallel "$(nproc)"
  "${neon[@]}" build/neon/build/descent info | sed -n '/instruction sets/p'
  images=(--data fashion-mnist)
  compare sigmoid "${images[@]}" --hidden 33 --activation sigmoid --max-steps 30 --optimizer adam
  compare tanh "${images[@]}" --hidden 17,16,15 --activation tanh --loss mse --max-steps 30 --optimizer nadam --scaling standardise
  compare relu "${images[@]}" --hidden 64 --activation relu --batch-size 1 --max-steps 200 --optimizer momentum
  compare pieces "${images[@]}" --hidden 20 --batch-size 5000 --max-steps 3 --optimizer rmsprop --clip-norm 1
  table=(--data build/neon/table.csv --target kind --batch-size 16)
  write_table >build/neon/table.csv
  for activation in leaky-relu elu selu softplus silu gelu; do
    compare "$activation" "${table[@]}" --hidden 19,7 --activation "$activation" --epochs 3 --dropout 0.2
  done
  # rules around others stand below a line of their own
  for optimizer in $(build/release/descent optimizers | awk '/^Around/ { around = 1; next } NF { print around ? $1 "(adamw)" : $1 }'); do
    compare "$optimizer" "${table[@]}" --hidden 19 --epochs 3 --optimizer "$optimizer"
  done
  for loss in mse huber mae; do
    compare "$loss" --data build/neon/table.csv --target y --ignore kind --hidden 19 --epochs 3 --loss "$loss"
  done
fi

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
