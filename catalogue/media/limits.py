"""How much one picture, clip or paper may be, and what is made of it."""

MEGABYTE = 1024 * 1024

MAX_PHOTO_BYTES = 8 * MEGABYTE
MAX_PIXELS = 25_000_000
MAX_AUDIO_BYTES = 5 * MEGABYTE
MAX_PAPER_BYTES = 8 * MEGABYTE

PHOTO_EDGES = (320, 640, 1280, 1920)
"""The long edges of a photo's renditions in pixels; a smaller photo is never blown up."""
CARD_EDGE = 640
"""The rendition that a list shows."""
PAPER_EDGE = 2480
"""A page of A4 at 212 dots per inch: small print stays readable."""

MAX_PHOTOS = 20
MAX_CLIPS = 20
"""Of one product."""
MAX_PAPERS = 10
"""Of one certificate."""

CHILD_SECONDS = 4
"""So that the answer, with the start of the child and its end, takes less than five."""
CHILD_MEMORY_BYTES = 640 * MEGABYTE
"""Address space of the child that decodes; a photo of 25 megapixels needs about half of it."""
CHILD_OUTPUT_BYTES = 24 * MEGABYTE
CHILDREN_AT_ONCE = 1
"""In one process; others wait their turn, so that an old PC is not overrun."""
CHILD_PATIENCE_SECONDS = 20
"""How long a photo waits for its turn."""

MAX_INFLATED_BYTES = 64 * MEGABYTE
"""What the compressed parts of a PDF may come to."""
