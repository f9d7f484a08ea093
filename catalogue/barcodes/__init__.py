"""How numbers are drawn: exact module grids.

- The door: ``symbols`` gives the symbol of a number by name, in the shapes of ``grids``.
- The encoders, one for each family, refuse what is not valid: ``ean_upc``, ``itf``, ``element_symbols`` and
  ``link_symbols``, the latter two through ``native_encoder``.
- What comes out: ``svg`` and ``png``. ``sizes`` bounds what may be asked for, ``lettering`` breaks text into
  lines, ``roboto`` has its letters as outlines. ``errors`` holds every refusal.
"""
