#!/usr/bin/env bash
# Makes two studies of the same plan for the tests that follow: one uninterrupted, one that is killed half-way and resumed.
# Their summaries must be the same bytes, and the resumed one must have run no finished trial again.
#
#   make_study.sh DESCENT FOLDER
set -euo pipefail
descent=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"

# Two classes in a ring, without any data set: angles step by the golden ratio, radii by turns.
awk 'BEGIN { print "x,y,class"; for (i = 0; i < 240; ++i) { a = 2.39996 * i; r = i % 2 ? 1 : 0.5;
             printf "%.4f,%.4f,%s\n", r * cos(a) + i % 7 / 20, r * sin(a), i % 2 ? "outer" : "inner" } }' >rings.csv

# Replaces the shell it is called in, so that the signal below meets the program itself.
study() {
  exec "$descent" compare --data rings.csv --target class --hidden 16 --activation tanh --batch-size 16 --epochs 4 \
    --function rosenbrock,noisy-quadratic --optimizers gd,momentum,rmsprop,adam --seeds 6 --tuning-seeds 2 "$@"
}

(study --out whole --report whole.html --quiet)

study --out killed --quiet >/dev/null &
process=$!
lines() { [[ -f killed/trials.jsonl ]] && wc -l <killed/trials.jsonl || echo 0; }
while kill -0 "$process" 2>/dev/null && [[ $(lines) -lt 100 ]]; do :; done
kill -KILL "$process" 2>/dev/null || true
wait "$process" 2>/dev/null || true
echo "killed after $(lines) lines of $(wc -l <whole/trials.jsonl)"
(study --out killed --resume --quiet) >/dev/null

for file in summary.json summary.csv summary.tex trajectories.jsonl; do
  cmp "whole/$file" "killed/$file"
done
[[ $(lines) == $(wc -l <whole/trials.jsonl) ]] || { echo "a finished trial was run again" >&2; exit 1; }

# One optimizer whose every setting diverges: it has no final runs, and must lose all the same.
"$descent" compare --function rosenbrock --optimizers gd,momentum,adam --set gd.learning_rate=10,100 --seeds 6 \
  --out lost --quiet >lost.txt
grep -q 'every setting tried diverged' lost.txt

cp whole/summary.csv before.csv
"$descent" compare --out whole --report-only --report again.html --quiet >/dev/null
cmp before.csv whole/summary.csv
