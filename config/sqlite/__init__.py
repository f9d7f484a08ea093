"""SQLite, with a file that its owner alone reads."""
