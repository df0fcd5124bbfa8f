"""Completion in real shells, in tmux: run with `python3 completion_test.py PROGRAM`.

Each shell has what its package manager gives it: the script where the shell looks for it, and nothing else.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv.pop(1)).resolve()

# What is typed before the key, and the line that results; `|` is where the words end.
LINES = [
    ("assetbump chec", "assetbump check "),
    ("assetbump pre", "assetbump preview "),
    ("assetbump check --stag", "assetbump check --staged "),
    ("assetbump check --format sar", "assetbump check --format sarif "),
    ("assetbump bump --strategy cou", "assetbump bump --strategy count "),
    ("assetbump loader fl", "assetbump loader flask "),
    ("assetbump help dep", "assetbump help deploy "),
    ("assetbump bump static:css/si", "assetbump bump static:css/site.css "),
    ("assetbump bump static/css/si", "assetbump bump static/css/site.css "),
    ("assetbump bump static/js/two", "assetbump bump static/js/two\\ words.js "),
    ("assetbump bump static/c", "assetbump bump static/css/"),
    ("assetbump preview --page templates/ho", "assetbump preview --page templates/home.html "),
    ("assetbump --project els", "assetbump --project elsewhere/"),
    ("assetbump list --project els", "assetbump list --project elsewhere/"),
    ("assetbump els", "assetbump elsewhere/"),
    ("assetbump loader flask > els", "assetbump loader flask > elsewhere/"),
]


class Shell:
    """A shell in a terminal of tmux's, in a folder."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.tmux = ["tmux", "-L", f"assetbump-{command[0]}-{os.getpid()}", "-f", "/dev/null"]
        self.folder = folder
        words = " ".join(map(shlex.quote, ["env", "-i", *(f"{k}={v}" for k, v in environment.items()), *command]))
        self.run("new-session", "-d", "-x", "120", "-y", "40", "-c", str(folder), words)

    def run(self, *words: str) -> str:
        result = subprocess.run([*self.tmux, *words], capture_output=True, text=True, timeout=20, check=True)
        return result.stdout

    def last_line(self) -> str:
        """Return the last line that is not empty; a space at its end counts where the cursor is behind it."""
        lines = self.run("capture-pane", "-p").split("\n")
        filled = [line for line in lines if line.strip()]
        if not filled:
            return ""
        column = int(self.run("display-message", "-p", "#{cursor_x}"))
        return filled[-1].ljust(column)

    def wait(self, line: str) -> str:
        """Wait until the last line is this one; return the one that stands there in the end."""
        until = time.monotonic() + 10
        while (shown := self.last_line()) != line and time.monotonic() < until:
            time.sleep(0.02)
        return shown

    def completed(self, text: str, expected: str) -> str:
        """Type a text and the key for completion; return what stands behind the prompt then."""
        self.run("send-keys", "-l", text)
        self.wait("$ " + text)
        self.run("send-keys", "Tab")
        shown = self.wait("$ " + expected)
        self.run("send-keys", "C-u")
        self.wait("$ ")
        return shown.removeprefix("$ ")

    def close(self) -> None:
        subprocess.run([*self.tmux, "kill-server"], capture_output=True, timeout=20)


class CompletionTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = Path(folder.name)
        self.site = self.top / "site"
        for name in ("static/css/site.css", "static/js/app.js", "static/js/two words.js", "templates/home.html",
                     "elsewhere/static/a.css"):  # fmt: skip
            path = self.site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
        self.home = self.top / "home"
        self.home.mkdir()
        (self.top / "bin").mkdir()
        (self.top / "bin" / "assetbump").symlink_to(PROGRAM)
        self.environment = {
            "PATH": f"{self.top / 'bin'}:/usr/bin:/bin", "HOME": str(self.home), "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def script(self, shell: str) -> str:
        words = [str(PROGRAM), "--generate-completion-script", shell]
        return subprocess.run(words, capture_output=True, text=True, timeout=20, check=True).stdout

    def complete(self, command: list[str]) -> None:
        self.assertIsNotNone(shutil.which(command[0]), f"{command[0]} is not installed: run Tests/run")
        shell = Shell(command, self.site, self.environment)
        self.addCleanup(shell.close)
        self.assertEqual(shell.wait("$ "), "$ ")
        for typed, expected in LINES:
            with self.subTest(shell=command[0], typed=typed):
                self.assertEqual(shell.completed(typed, expected), expected)

    def test_bash(self) -> None:
        (self.home / "assetbump.bash").write_text(self.script("bash"))
        (self.home / ".bashrc").write_text("PS1='$ '\nbind 'set bell-style none'\n. ~/assetbump.bash\n")
        self.complete(["bash", "--rcfile", str(self.home / ".bashrc"), "-i"])

    def test_bash_with_the_package_bash_completion(self) -> None:
        folder = self.home / ".local/share/bash-completion/completions"
        folder.mkdir(parents=True)
        (folder / "assetbump").write_text(self.script("bash"))
        (self.home / ".bashrc").write_text(
            "PS1='$ '\nbind 'set bell-style none'\n. /usr/share/bash-completion/bash_completion\n"
        )
        self.complete(["bash", "--rcfile", str(self.home / ".bashrc"), "-i"])

    def test_zsh(self) -> None:
        (self.home / "functions").mkdir()
        (self.home / "functions" / "_assetbump").write_text(self.script("zsh"))
        (self.home / ".zshrc").write_text(
            "PROMPT='$ '\nunsetopt prompt_cr prompt_sp list_beep\nfpath=(~/functions $fpath)\n"
            "autoload -Uz compinit\ncompinit -u\nbindkey -e\n"
        )
        self.complete(["zsh", "-i"])

    def test_fish(self) -> None:
        folder = self.home / ".config/fish"
        (folder / "completions").mkdir(parents=True)
        (folder / "completions" / "assetbump.fish").write_text(self.script("fish"))
        # Where they are there, fish makes none of all manuals behind the test's back.
        (self.home / ".local/share/fish/generated_completions").mkdir(parents=True)
        (folder / "config.fish").write_text(
            "function fish_prompt; echo -n '$ '; end\nset -g fish_greeting\nset -g fish_autosuggestion_enabled 0\n"
        )
        self.complete(["fish", "-i"])


if __name__ == "__main__":
    unittest.main()
