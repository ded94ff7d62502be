"""The notebooks of examples/python, scripts with cells, run from top to bottom. Those of packages that are not there are skipped."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "python"
NEEDS = {"log_to_mlflow": "mlflow", "log_to_wandb": "wandb"}
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(notebook, tmp_path):
    if notebook.stem in NEEDS:
        pytest.importorskip(NEEDS[notebook.stem])
    environment = {**os.environ, "WANDB_SILENT": "true", "HOME": str(tmp_path)}
    subprocess.run([sys.executable, notebook], cwd=tmp_path, env=environment, check=True, stdout=subprocess.PIPE, timeout=280)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_cells_of_text_and_of_code(notebook):
    text = notebook.read_text()
    assert text.startswith("# %% [markdown]\n# # ")
    assert len(re.findall(r"^# %%$", text, re.MULTILINE)) >= 2
    compile(text, notebook, "exec")
