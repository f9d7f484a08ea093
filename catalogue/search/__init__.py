"""Search in Vietnamese: one way to fold, one module for each database engine."""
