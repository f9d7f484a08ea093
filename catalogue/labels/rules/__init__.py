"""Label law as dated data: what must stand on goods of each group, since when, and where that is written.

- ``requirements``: the data, and which of it was in force on a day.
- ``legal_check``: what a label lacks or words wrongly on a day.
- ``dates``: how dates may be spelled. ``net_quantities``: how high their digits must be. ``origins``: how the
  country of manufacture may be named.

A law that changes ends a row and begins another; no rule is an ``if``.
"""
