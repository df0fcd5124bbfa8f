"""Where this repository lies."""

from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
