#!/usr/bin/env bash
# Makes the tables of every study here again, and a report for each in build/studies.
#
#   examples/studies/run.sh DESCENT [STUDY...]
#
# DESCENT is the program, such as build/release/descent; the plugin's study also needs belief.so, built from
# examples/optimizer-plugin, named by BELIEF. Data: the packages dataset-fashion-mnist and python3-sklearn.
set -euo pipefail
descent=$(realpath "$1")
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${STUDIES_OUT:-$here/../../build/studies}
tables=${SKLEARN_DATA:-/usr/lib/python3/dist-packages/sklearn/datasets/data}
studies=("$@")
[[ ${#studies[@]} -gt 0 ]] || studies=(seven-optimizers-defaults seven-optimizers-tuned batch-sizes plugin-against-adam)

for study in "${studies[@]}"; do
  mkdir -p "$out/$study"
  cd "$out/$study"
  if grep -q '^data = digits.csv' "$here/$study/study.ini"; then
    # The first line names the columns; the last column becomes a word, so that it is read as a class.
    { seq -f 'p%g' -s , 64 | tr -d '\n'; echo ',digit'; zcat "$tables/digits.csv.gz" | sed 's/,\([0-9]*\)$/,d\1/'; } >digits.csv
  fi
  if grep -q '^plugin' "$here/$study/study.ini"; then
    cp "${BELIEF:?names belief.so}" belief.so
  fi
  "$descent" compare --config "$here/$study/study.ini" --out study --resume --report report.html >table.txt
  cp table.txt study/summary.csv study/summary.tex "$here/$study/"
  echo "$study: tables in $here/$study, report $out/$study/report.html"
done
