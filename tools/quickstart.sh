#!/usr/bin/env bash
# From a fresh clone to a first result: installs what is missing, builds Descent, and compares the seven classic
# optimizers on Fashion-MNIST. Each gets the same small budget: nine learning rates tried on held-out patterns, then
# ten runs at the best one, judged on the published test set. Prints their test accuracies and makes a report.
#
#   tools/quickstart.sh [--epochs N]    (default: 3)
#
# Everything is kept in build/quickstart. Can be run again: it builds only what changed and repeats no finished run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

epochs=3
case "${1:-}" in
  "") ;;
  --epochs) epochs=${2:?--epochs needs a number} ;;
  *) echo "unknown option '$1' (known: --epochs N)" >&2; exit 2 ;;
esac

tools/install_dependencies.sh build data
mkdir -p build/quickstart
cmake --preset release >build/configure-release.log || { cat build/configure-release.log; exit 1; }
cmake --build --preset release --target descent_cli --parallel "$(nproc)"

study=build/quickstart/epochs-$epochs
report=$study.html
build/release/descent compare --data fashion-mnist --hidden 128 --loss cross-entropy --batch-size 64 --epochs "$epochs" \
  --optimizers gd,momentum,nesterov,adagrad,rmsprop,adam,nadam --budget 9 --seeds 10 --out "$study" --resume \
  --report "$report"

echo
echo "The report with all plots: $report"
echo "All measurements: $study"
