"""What is found out about a request before any view, by the name under which its META keeps it."""

REQUEST_ID = "htx.request_id"
"""Stands in the answer, its problem and the line of the log."""

HOST = "htx.host"
"""The name under which we were asked; there once it is known to be ours."""
