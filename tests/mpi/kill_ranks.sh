#!/usr/bin/env bash
# Kills a random rank of a training, COUNT times (default 100): the job ends, and the same command resumes it. After the
# kills the training has the model of one that was never killed, and of one process.
#
#   tests/mpi/kill_ranks.sh DESCENT openmpi|mpich [COUNT]
set -euo pipefail

descent=$(realpath "$1")
mpirun=mpirun.$2
count=${3:-100}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export ASAN_OPTIONS=detect_leaks=0  # those of the MPI
RANDOM=1

awk -v OFS=, 'BEGIN { srand(3); print "x,y,kind"; for (i = 0; i < 1200; ++i) print i % 3 + rand(), rand(), "k" i % 3 }' >data.csv
train=("$descent" train --data data.csv --target kind --hidden 32,16 --optimizer adam --batch-size 1024
  --epochs 4000 --threads 1 --checkpoint c --checkpoint-every 20steps --resume --out model --quiet --force)

fail() {
  echo "kill_ranks.sh: $*" >&2
  sed 's/^/    /' said >&2
  exit 1
}

# The processes below one that have none below themselves.
leaves() {
  local children child
  read -ra children < <(cat "/proc/$1/task/$1/children" 2>/dev/null) || true
  if [[ ${#children[@]} == 0 ]]; then echo "$1"; else for child in "${children[@]}"; do leaves "$child"; done; fi
}

"${train[@]}" >/dev/null
mv model expected
rm -f c c.*
killed=0
while [[ $killed -lt $count ]]; do
  ranks=$((RANDOM % 3 + 2))
  "$mpirun" -n $ranks "${train[@]}" >said 2>&1 &
  job=$!
  while [[ ! -e c ]] && kill -0 $job 2>/dev/null; do sleep 0.01; done
  sleep 0.$((RANDOM % 60 + 20))
  victim=none
  while [[ $victim != killed ]] && kill -0 $job 2>/dev/null; do  # while it starts, some of them are no ranks yet
    mapfile -t processes < <(leaves $job)
    victim=${processes[RANDOM % ${#processes[@]}]}
    [[ $(readlink "/proc/$victim/exe") == "$descent" ]] && kill -9 "$victim" && killed=$((killed + 1)) && victim=killed
  done
  for ((tenths = 0; tenths < 600; ++tenths)); do
    kill -0 $job 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 $job 2>/dev/null; then
    kill -9 $job
    fail "a job of $ranks ranks hangs after $killed kills"
  fi
  status=0
  wait $job || status=$?
  if [[ $status == 0 ]]; then  # it was done before
    cmp model expected || fail "another model after $killed kills"
    rm -f c c.*
  elif [[ $victim != killed ]]; then
    fail "a job of $ranks ranks ended with status $status, and nobody killed it"
  fi
done
status=0
timeout 300 "$mpirun" -n 3 "${train[@]}" >said 2>&1 || status=$?
[[ $status == 0 ]] || fail "the last job ended with status $status"
cmp model expected || fail "another model after $killed kills"
echo "$killed kills under $mpirun: no job hung, no checkpoint was lost, and the model is that of one process"
