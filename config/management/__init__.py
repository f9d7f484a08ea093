"""Commands that start the whole."""
