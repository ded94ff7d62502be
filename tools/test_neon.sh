#!/usr/bin/env bash
# Trains the same networks on this machine and on an emulated 64-bit ARM processor (NEON), and compares the models
# byte by byte. Needs Debian 12 on x86-64; cross-compiles into build/neon; changes nothing else of the system but the
# packages of the compiler and the emulator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/install_dependencies.sh build data neon
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
  touch "$sysroot/complete"
fi

launcher=()
! command -v ccache >/dev/null || launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset release "${launcher[@]}" >build/configure-release.log
cmake --build --preset release --target descent_cli --parallel "$(nproc)"
cmake --preset release -B build/neon/build "${launcher[@]}" -DDESCENT_SYSROOT="$sysroot" \
  -DCMAKE_TOOLCHAIN_FILE="$PWD/cmake/Aarch64Toolchain.cmake" -DDESCENT_BUILD_BENCHMARKS=OFF >build/neon/configure.log
cmake --build build/neon/build --target descent_cli --parallel "$(nproc)"

neon=(qemu-aarch64 -L /usr/aarch64-linux-gnu -E "LD_LIBRARY_PATH=$sysroot/usr/lib/aarch64-linux-gnu"
  build/neon/build/descent)
"${neon[@]}" info

passed=0 failed=0
compare() {
  local name=$1
  shift
  build/release/descent train --data fashion-mnist --seed 1 --quiet --out "build/neon/$name-here.safetensors" "$@" >/dev/null
  "${neon[@]}" train --data fashion-mnist --seed 1 --quiet --out "build/neon/$name-neon.safetensors" "$@" >/dev/null
  if cmp "build/neon/$name-here.safetensors" "build/neon/$name-neon.safetensors"; then
    echo "$name: the same bits"
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}
compare sigmoid --hidden 33 --max-steps 30 --optimizer adam
compare tanh --hidden 17,16,15 --activation tanh --loss mse --max-steps 30 --optimizer nadam --scaling standardise
compare relu --hidden 64 --activation relu --batch-size 1 --max-steps 200 --optimizer momentum
compare pieces --hidden 20 --batch-size 5000 --max-steps 3 --optimizer rmsprop --clip-norm 1

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
