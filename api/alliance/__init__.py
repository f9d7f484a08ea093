"""``/api/v1/alliance/``: what officers of the Alliance do."""
