"""HTTP only: who may ask, and the shape of the answer on the wire."""
