"""Spreadsheets of cooperatives, from file to catalogue: read, check row by row, apply, undo."""
