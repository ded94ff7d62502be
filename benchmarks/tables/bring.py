"""Brings the tables that Debian packages of R carry, as CSV files such as pandas writes them.

    folder = bring.tables()          # {"LetterRecognition": Path(".../LetterRecognition.csv"), ...}

The packages are unpacked, not installed: R is not needed. Needs the Python packages rdata and pandas.
"""
import bz2
import gzip
import lzma
import struct
import subprocess
import warnings
import zlib

import python_environment

# name: (package, target). A target of numbers is a regression.
TABLES = {
    "LetterRecognition": ("r-cran-mlbench", "lettr"),
    "Shuttle": ("r-cran-mlbench", "Class"),
    "Satellite": ("r-cran-mlbench", "classes"),
    "DNA": ("r-cran-mlbench", "Class"),
    "BostonHousing": ("r-cran-mlbench", "medv"),
    "PimaIndiansDiabetes": ("r-cran-mlbench", "diabetes"),
    "Vehicle": ("r-cran-mlbench", "Class"),
    "Ionosphere": ("r-cran-mlbench", "Class"),
    "Vowel": ("r-cran-mlbench", "Class"),
    "spam": ("r-cran-kernlab", "type"),
    "diamonds": ("r-cran-ggplot2", "price"),
}


def cache():
    return python_environment.cache() / "tables"


def _unpacked(package):
    """The folder of the package's R library, downloaded when it is not there."""
    home = cache() / package
    if not home.exists():
        download = cache() / "download"
        download.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-q", package], cwd=download, check=True, capture_output=True)
        archive = next(download.glob(f"{package}_*.deb"))
        partial = cache() / f"{package}.partial"
        subprocess.run(["dpkg-deb", "-x", archive, partial], check=True)
        archive.unlink()
        partial.rename(home)
    return home / "usr/lib/R/site-library" / package.removeprefix("r-cran-") / "data"


def _inflated(data):
    """R compresses its files by one of these, and the magic number says by which."""
    for magic, inflate in ((b"\x1f\x8b", gzip.decompress), (b"BZh", bz2.decompress), (b"\xfd7zXZ", lzma.decompress)):
        if data.startswith(magic):
            return inflate(data)
    return data


def _from_database(folder, name):
    """One object of a lazy-load database: an index of offsets and lengths beside the compressed objects."""
    import rdata
    index = rdata.conversion.convert(rdata.parser.parse_data(_inflated((folder / "Rdata.rdx").read_bytes())))
    offset, length = (int(number) for number in index["variables"][name])
    packed = (folder / "Rdata.rdb").read_bytes()[offset:offset + length]
    size, = struct.unpack(">I", packed[:4])
    data = zlib.decompress(packed[4:])
    if len(data) != size:
        raise ValueError(f"{folder}: {name} has {len(data)} bytes, its database says {size}")
    return rdata.conversion.convert(rdata.parser.parse_data(data))


def _frame(package, name):
    import rdata
    folder = _unpacked(package)
    file = folder / f"{name}.rda"
    return rdata.read_rda(file)[name] if file.exists() else _from_database(folder, name)


def tables():
    """{name: CSV file}, each written once."""
    found = {}
    for name, (package, _) in TABLES.items():
        path = cache() / f"{name}.csv"
        if not path.exists():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of R classes that rdata hands on as they are
                frame = _frame(package, name)
            partial = path.with_suffix(".partial")
            frame.to_csv(partial, index=False)
            partial.rename(path)
        found[name] = path
    return found
