"""What an owner writes of a cooperative: how it presents itself. Who it is in law, the Alliance writes."""

OWNER_FIELDS = ("story", "address", "legacy_address", "phone")
"""Not the name, the tax code, the kind of party, the GLN or the commune: others rely on these, and by a
neighbour's name goods would pass for the neighbour's."""
