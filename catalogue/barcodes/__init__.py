"""How numbers are drawn: exact module grids."""
