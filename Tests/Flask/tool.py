"""The real program, on a copy of the demo."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from top import TOP


def program() -> str:
    """Return the path of the assetbump that was built: ASSETBUMP_TEST_TOOL, else the debug build."""
    path = os.environ.get("ASSETBUMP_TEST_TOOL", str(TOP / ".build" / "debug" / "assetbump"))
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f"no {path}: run the tests by Tests/run, which builds it")
    return path


def run(project: Path, *arguments: str, status: int = 0) -> str:
    """Run the program on a project on 2026-11-22 and return what it printed."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795305600"}
    result = subprocess.run(
        [program(), "--project", str(project), *arguments], capture_output=True, text=True, env=environment, timeout=60
    )
    if result.returncode != status:
        raise AssertionError(f"assetbump {' '.join(arguments)}: {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def listed(project: Path) -> list[dict]:
    """Return what `list --json` says of each asset."""
    return json.loads(run(project, "list", "--json"))["assets"]


def released_demo(folder: Path) -> Path:
    """Copy the demo into a folder, bump all that it has, mend its mistake, and return the copy."""
    demo = folder / "demo"
    shutil.copytree(TOP / "assets-demo", demo, ignore=shutil.ignore_patterns("__pycache__"))
    run(demo, "bump", "--all", status=1)  # one asset asks for a token typed by hand
    run(demo, "bump", "journal.static:js/reading-time.js", "--token", "2.0-rc1")
    # One URL's token is the time of the request; nobody but the author of the page can say what it is for.
    page = demo / "shop" / "workshop" / "templates" / "workshop" / "index.html"
    page.write_text(page.read_text().replace("?t={{ time.time() }}", "?v=1"))
    run(demo, "bump", "workshop.static:js/today.js")
    run(demo, "check")
    return demo
