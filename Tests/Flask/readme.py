"""The README's blocks of code, for the tests that run them."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

TOP = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\S+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def block(name: str) -> str:
    """Return the text of the one block whose fence names this file."""
    found = [text for _, file, text in BLOCK.findall((TOP / "README.md").read_text()) if file == name]
    if len(found) != 1:
        raise LookupError(f"README.md has {len(found)} blocks named {name}, not 1")
    return found[0]


def module(name: str, folder: Path) -> ModuleType:
    """Write the block NAME.py into a folder, and import it from there, anew."""
    file = folder / f"{name}.py"
    file.write_text(block(file.name))
    spec = importlib.util.spec_from_file_location(name, file)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
