"""How labels look: templates as data, and what a cooperative may change in them.

- ``design``: what a template is made of: lines of text, codes, a logo, rules between its parts.
- ``registry``: the templates that are there, by key.
"""
