"""Reads a table once as one of the peers does, and prints a line of JSON: peer.py PEER THREADS FILE DELIMITER"""
import json
import resource
import sys
import time


def reader(peer, threads, delimiter):
    if peer == "pandas":
        import pandas
        return lambda path: pandas.read_csv(path, engine="c", sep=delimiter)
    if peer == "polars":
        import polars  # its threads are set by POLARS_MAX_THREADS
        return lambda path: polars.read_csv(path, separator=delimiter)
    import pyarrow
    from pyarrow import csv
    pyarrow.set_cpu_count(threads)
    return lambda path: csv.read_csv(path, csv.ReadOptions(use_threads=threads > 1), csv.ParseOptions(delimiter=delimiter))


def main():
    peer, threads, path, delimiter = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    read = reader(peer, threads, delimiter)
    start, processor = time.perf_counter(), time.process_time()
    table = read(path)
    print(json.dumps({"rows": len(table), "seconds": time.perf_counter() - start,
                      "processor_seconds": time.process_time() - processor,
                      "most_memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
