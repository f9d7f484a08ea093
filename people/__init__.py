"""Who may do what: users, their places in cooperatives and in the Alliance, tokens and keys.

``models`` are the rows, ``secrets`` how tokens and keys are made and found, ``scope`` what a credential may
reach: the one place where neighbours are kept apart.
"""
