"""Finding products by their words in SQLite's FTS5.

Source: SQLite FTS5, section 3 (query syntax): inside double quotes nothing is syntax.
"""

from catalogue.search.queries import SearchQuery

PRODUCTS_FOUND = "SELECT rowid FROM catalogue_search_index WHERE catalogue_search_index MATCH %s"


def match_text(query: SearchQuery) -> str:
    """Return the parameter of ``PRODUCTS_FOUND`` for a query of at least one unit."""
    parts = []
    for unit in query.units:
        literal = " AND ".join(f'"{term.folded}"{" *" if term.unfinished else ""}' for term in unit.terms)
        parts.append(f'(({literal}) OR "{unit.group}")' if unit.group else literal)
    return " AND ".join(parts)
