"""How much one spreadsheet may hold."""

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 32 * 1024 * 1024
"""What the parts of a workbook that are read may come to; 10,000 full rows need about 20 MB."""
MAX_CELL_LETTERS = 32_767
"""Excel's own bound."""
MAX_DECLARED_BYTES = 256 * 1024 * 1024
"""What all parts together may claim, pictures among them."""
MAX_PARTS = 2_000
MAX_DATA_ROWS = 10_000
MAX_COLUMNS = 100
MAX_EMPTY_COLUMNS = 16_384
"""What a spreadsheet program may leave behind as commas: Excel's last column."""
MAX_MERGED = 10_000
MAX_DEPTH = 50
"""Elements inside each other; a workbook needs ten or so."""
HEADER_WITHIN_ROWS = 20
"""The header stands in one of the first rows; a title may stand above it."""
