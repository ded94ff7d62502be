"""Where the scripts beside this file put the seeds of a corpus: fuzz/corpus/NAME/seed_*"""

import pathlib

corpus = pathlib.Path(__file__).parent / "corpus"


def seed(entry, name, content):
    (corpus / entry).mkdir(parents=True, exist_ok=True)
    (corpus / entry / f"seed_{name}").write_bytes(content)
