"""Puts the program, its man pages and its completions into the wheel, where .ci/wheel has made them."""

import os
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProgramHook(BuildHookInterface):
    """Without ASSETBUMP_STAGE the wheel has the loaders alone."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Say which files come from where; the tag says where the program runs."""
        if "ASSETBUMP_STAGE" not in os.environ:
            return
        stage = Path(os.environ["ASSETBUMP_STAGE"])
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{os.environ['ASSETBUMP_PLATFORMS']}"
        build_data["shared_scripts"] = {str(stage / "bin" / "assetbump"): "assetbump"}
        build_data["shared_data"] = {
            str(file): str(file.relative_to(stage)) for file in sorted((stage / "share").rglob("*")) if file.is_file()
        }
