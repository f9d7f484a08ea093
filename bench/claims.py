"""The one line of a figure, and whether it keeps to what is claimed of it."""

import json
import sys
from collections.abc import Mapping
from types import MappingProxyType

Bounds = Mapping[str, float]
"""Limits by the name of the figure in the line: ``value``, ``ratio`` or another."""
NONE: Bounds = MappingProxyType({})


def tell(line: Mapping[str, object], *, most: Bounds = NONE, least: Bounds = NONE) -> bool:
    """Print ``line`` as JSON and return whether every figure is within its bounds, which may be touched.

    What is not is said on the error output. ``line`` has ``bench``, ``yardstick``, ``value``, ``ratio`` and
    ``unit``; a figure that a bound names and that is no number raises TypeError.
    """
    print(json.dumps(line, ensure_ascii=False), flush=True)
    bounds = [(name, bound, "at most") for name, bound in most.items()]
    bounds += [(name, bound, "at least") for name, bound in least.items()]
    broken = []
    for name, bound, side in bounds:
        figure = line[name]
        if not isinstance(figure, int | float):
            raise TypeError(name)
        if not (figure <= bound if side == "at most" else figure >= bound):
            broken.append(f"{line['bench']}: {name} is {figure:g}, claimed is {side} {bound:g}")
    if broken:
        print("\n".join(broken), file=sys.stderr)
    return not broken
