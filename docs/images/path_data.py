"""Paths of SVG in fewer letters: each step from where the last one ended, by the shortest command.

Source: SVG 1.1 section 8.3 (path data).
"""

import re

_TOKEN = re.compile(r"[MLHVCQZ]|-?[0-9]*\.?[0-9]+")
_COORDINATES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


def shortened(path: str, decimals: int = 0) -> str:
    """Return ``path``, absolute commands M L H V C Q Z alone, as relative ones with so many ``decimals``.

    Points are rounded before they are subtracted, so no error adds up. A move that draws nothing is left out.
    """
    scale = 10**decimals
    at, start, steps = (0, 0), (0, 0), []
    for command, numbers in _commands(path):
        points = [round(number * scale) for number in numbers]
        if command == "Z":
            at = start
            steps.append("z")
            continue
        ends = _points(command, points, at)
        flat = [value - at[place % 2] for end in ends for place, value in enumerate(end)]
        at = ends[-1]
        if command == "M":
            start = at
        steps.append(_step(command, flat, decimals))
    drawn = steps[: max((place for place, step in enumerate(steps, 1) if step[0] != "m"), default=0)]
    return "".join(drawn)


def _commands(path: str) -> list[tuple[str, list[float]]]:
    """Return each command with its numbers; more pairs after a move are lines."""
    found: list[tuple[str, list[float]]] = []
    for token in _TOKEN.findall(path):
        if token.isalpha():
            found.append((token, []))
            continue
        command, numbers = found[-1]
        if len(numbers) == _COORDINATES[command]:
            found.append(("L" if command == "M" else command, [float(token)]))
        else:
            numbers.append(float(token))
    return found


def _points(command: str, numbers: list[int], at: tuple[int, int]) -> list[tuple[int, int]]:
    if command == "H":
        return [(numbers[0], at[1])]
    if command == "V":
        return [(at[0], numbers[0])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _step(command: str, flat: list[int], decimals: int) -> str:
    if command in "LHV" and flat[1] == 0:
        return f"h{_joined(flat[:1], decimals)}"
    if command in "LHV" and flat[0] == 0:
        return f"v{_joined(flat[1:], decimals)}"
    return f"{'l' if command in 'HV' else command.lower()}{_joined(flat, decimals)}"


def _joined(numbers: list[int], decimals: int) -> str:
    """Return whole ``numbers`` of the smallest unit as decimals, apart only where they must be."""
    text = ""
    for number in numbers:
        shown = f"{number / 10**decimals:.{decimals}f}" if decimals else str(number)
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        shown = re.sub(r"^(-?)0(?=\.)", r"\1", shown)
        text += shown if not text or shown.startswith("-") else f" {shown}"
    return text
