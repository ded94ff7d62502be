#!/usr/bin/env bash
# From a fresh clone to a first result: installs what is missing, builds Descent, trains the same network on
# Fashion-MNIST with each of the seven classic optimizers, and prints their accuracies on the published test set.
#
#   tools/quickstart.sh [--epochs N]    (default: 5)
#
# Models and measurements are kept in build/quickstart. Can be run again; it builds only what changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

epochs=5
case "${1:-}" in
  "") ;;
  --epochs) epochs=${2:?--epochs needs a number} ;;
  *) echo "unknown option '$1' (known: --epochs N)" >&2; exit 2 ;;
esac

tools/install_dependencies.sh build data
mkdir -p build/quickstart
cmake --preset release >build/configure-release.log || { cat build/configure-release.log; exit 1; }
cmake --build --preset release --target descent_cli --parallel "$(nproc)"

descent=build/release/descent
folder=build/quickstart
results=$folder/accuracies.txt
: >"$results"
for optimizer in gd momentum nesterov adagrad rmsprop adam nadam; do
  echo "== $optimizer =="
  "$descent" train --data fashion-mnist --hidden 128 --activation relu --loss cross-entropy \
    --optimizer "$optimizer" --epochs "$epochs" --batch-size 64 --seed 1 \
    --out "$folder/$optimizer.safetensors" --metrics "$folder/$optimizer.jsonl"
  "$descent" evaluate --model "$folder/$optimizer.safetensors" --data fashion-mnist --json >"$folder/$optimizer.json"
  accuracy=$(sed -nE 's/.*"accuracy": ?([0-9.e-]+).*/\1/p' "$folder/$optimizer.json")
  printf '%-10s %.4f\n' "$optimizer" "$accuracy" >>"$results"
done

echo
echo "Accuracy on the 10,000 test images after $epochs epochs, each at its default learning rate:"
sort -k2,2 -r "$results"
echo
echo "Models, measurements and evaluations: $folder"
