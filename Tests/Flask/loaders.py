"""The loaders, as modules: those of the package, and the files that `assetbump loader` prints."""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

LOADERS = Path(__file__).resolve().parents[2] / "Sources" / "Loaders"
NODE = LOADERS / "node" / "asset-versions.js"


def both(name: str) -> tuple[ModuleType, ModuleType]:
    """Return the loader of this name from the package, and from its file."""
    if str(LOADERS) not in sys.path:
        sys.path.insert(0, str(LOADERS))
    return importlib.import_module(f"assetbump.{name}"), printed(name)


def printed(name: str) -> ModuleType:
    """Return the loader that is printed, under a name that is no framework's."""
    known = f"printed_{name}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, LOADERS / "printed" / f"{name}.py")
        sys.modules[known] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[known])
    return sys.modules[known]


class EachLoader:
    """Runs the tests of a class with the loader of the package and with the printed one.

    A test module ends with `A, B = EachLoader.of("flask", Tests)`.
    """

    @staticmethod
    def of(name: str, tests: type) -> list[type]:
        """Return a test case for each of the two."""
        return [
            type(f"{tests.__name__}_{kind}", (tests,), {"loader": module, "__module__": tests.__module__})
            for kind, module in zip(("package", "printed"), both(name))
        ]
