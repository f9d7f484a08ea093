"""Assembly: settings, routes and the commands that start the whole. No rules."""
