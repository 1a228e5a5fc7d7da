"""The calculator is light: no model, no Rasa, no numbers library."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["actions.subsidy", "actions.subsidy.cli", "policy_index"])
def test_nothing_heavy_is_imported(module: str) -> None:
    code = f"""
import importlib, sys
importlib.import_module({module!r})
heavy = ["torch", "transformers", "sentence_transformers", "faiss", "numpy", "rasa_sdk", "rasa"]
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
