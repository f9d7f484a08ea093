"""Commands of the catalogue for ``manage.py``."""
