"""Tests of what the benches share."""
