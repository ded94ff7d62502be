#!/usr/bin/env bash
# valgrind.sh VALGRIND DESCENT: trains, resumes, evaluates and predicts on a small table; any complaint is a failure.
# Memory that is still reachable at the end is no leak: TBB and plugins keep theirs until the process ends.
set -euo pipefail
valgrind=$1
descent=$2

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
{
  echo "a,b,kind"
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "$i,$((i * i % 7)),kind $((i % 3))"; done
} >table.csv

checked() {
  echo "descent $*"
  "$valgrind" --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,possible \
    --show-leak-kinds=definite,possible "$descent" "$@"
}

data=(--data table.csv --target kind)
run=("${data[@]}" --hidden 5 --validation 0.25 --batch-size 4 --checkpoint c --resume --out m.safetensors)
checked train "${run[@]}" --epochs 2 --threads 1
checked train "${run[@]}" --epochs 4 --threads 3
checked evaluate --model m.safetensors "${data[@]}"
checked predict --model m.safetensors --data table.csv --out p.csv
