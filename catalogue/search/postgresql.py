"""Finding products by their words in PostgreSQL's tsvector.

Source: PostgreSQL, section 8.11.2 (tsquery): in single quotes nothing is syntax, and a cast parses no words.
"""

from catalogue.search.queries import SearchQuery

PRODUCTS_FOUND = "SELECT product_id FROM catalogue_searchentry WHERE tokens @@ %s::tsquery"


def match_text(query: SearchQuery) -> str:
    """Return the parameter of ``PRODUCTS_FOUND`` for a query of at least one unit."""
    parts = []
    for unit in query.units:
        literal = " & ".join(f"'{term.folded}'{':*' if term.unfinished else ''}" for term in unit.terms)
        parts.append(f"(({literal}) | '{unit.group}')" if unit.group else literal)
    return " & ".join(parts)
