"""Loaders for the versions file that `assetbump` writes: one module for each framework."""
