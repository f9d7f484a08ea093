"""What the surfaces of people with a place share: ``seller/`` and ``alliance/``.

``authentication`` finds out who asks, ``views`` what they may reach and how a write is carried out, ``pages``
lists, ``bodies`` what is read from a request.
"""
