"""The wall between neighbours: every address, every method, every caller.

A row says who may enter an address, and how cooperative A might reach into B through it. A new address
without a row makes ``test_wall`` fail; so does a row without an address. To add one:

1. ``Row(route, method, door)`` into the module of its surface, the route spelled as in ``urls.py``. ``names``
   are the names in ``scene.Side`` that fill the route; B's are tried there as well, by itself.
2. ``own`` is a body that is right for A itself, where who may enter shows only with a right body.
3. ``attacks`` are further ways in: bodies and queries that name what is B's.
"""
