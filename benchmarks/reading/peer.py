"""Reads a table once as one of the peers does, and prints a line of JSON: peer.py PEER THREADS FILE"""
import json
import resource
import sys
import time


def reader(peer, threads):
    if peer == "pandas":
        import pandas
        return lambda path: pandas.read_csv(path, engine="c")
    if peer == "polars":
        import polars  # its threads are set by POLARS_MAX_THREADS
        return lambda path: polars.read_csv(path)
    import pyarrow
    from pyarrow import csv
    pyarrow.set_cpu_count(threads)
    return lambda path: csv.read_csv(path, read_options=csv.ReadOptions(use_threads=threads > 1))


def main():
    peer, threads, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    read = reader(peer, threads)
    start, processor = time.perf_counter(), time.process_time()
    table = read(path)
    print(json.dumps({"rows": len(table), "seconds": time.perf_counter() - start,
                      "processor_seconds": time.process_time() - processor,
                      "most_memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
