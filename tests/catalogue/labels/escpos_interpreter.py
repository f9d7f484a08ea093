"""A receipt printer that understands bands of dots and a cut, and refuses everything else."""

from PIL import Image

from tests.catalogue.labels.printed import Refused


def interpret_escpos(stream: bytes) -> tuple[Image.Image, int]:
    """Return the strip of paper, printed from top to bottom, and the number of its bands."""
    if not stream.startswith(b"\x1b@") or not stream.endswith(b"\x1dVB\x00"):
        raise Refused(stream[:8])
    stream = stream[2:-4]
    bands, at = [], 0
    while at < len(stream):
        if stream[at : at + 4] != b"\x1dv0\x00":
            raise Refused(stream[at : at + 8])
        row_bytes = int.from_bytes(stream[at + 4 : at + 6], "little")
        rows = int.from_bytes(stream[at + 6 : at + 8], "little")
        end = at + 8 + row_bytes * rows
        if len(stream) < end or rows > 128:
            raise Refused(stream[at : at + 8])
        bands.append(Image.frombytes("1", (8 * row_bytes, rows), stream[at + 8 : end]))
        at = end
    strip = Image.new("1", (bands[0].width, sum(band.height for band in bands)), 0)
    top = 0
    for band in bands:
        strip.paste(band, (0, top))
        top += band.height
    return strip, len(bands)
