"""The Python code of the documents runs: each document's blocks marked <!-- python --> in order, in one namespace."""
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
BLOCK = re.compile(r"<!-- python -->\n```python\n(.*?)```", re.DOTALL)
DOCUMENTS = [path for path in [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))] if BLOCK.search(path.read_text())]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_python_code_of_a_document_runs(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace = {}
    for block in BLOCK.findall(document.read_text()):
        exec(block, namespace)


def test_there_is_code_to_run():
    assert TOP / "docs" / "python.md" in DOCUMENTS
