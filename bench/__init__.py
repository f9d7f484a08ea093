"""The measured claims, each one command that prints one JSON line: ``python -m bench.scan``."""
