"""Run the commands of a workflow or an action of GitHub's, one step after the other: `steps.py FILE FOLDER`.

FILE is an action.yml, or a topic of the manual with a workflow in it. Steps that use an action are left out. The
first command that fails ends it, with its status.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

text, folder = Path(sys.argv[1]).read_text(), Path(sys.argv[2])
if sys.argv[1].endswith(".md"):
    text = re.search(r"^```yaml \.github/workflows/.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1]
read = yaml.safe_load(text)
jobs = [job["steps"] for job in read["jobs"].values()] if "jobs" in read else [read["runs"]["steps"]]
inputs = {name: str(of["default"]) for name, of in read.get("inputs", {}).items()}


def filled(value: str) -> str:
    """Put the defaults of inputs in their places."""
    return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: inputs[match[1]], value)


commands = [(step["run"], step.get("env", {})) for steps in jobs for step in steps if "run" in step]
if not commands:
    sys.exit(f"{sys.argv[1]}: no step runs a command")
for command, variables in commands:
    print("$", command, flush=True)
    environment = os.environ | {name: filled(value) for name, value in variables.items()}
    # As GitHub starts bash.
    result = subprocess.run(["bash", "-eo", "pipefail", "-c", filled(command)], cwd=folder, env=environment, timeout=120)
    if result.returncode:
        sys.exit(result.returncode)
