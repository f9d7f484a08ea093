"""What every test shares."""

from hypothesis import HealthCheck, settings

# Machines differ in speed: a slow one must not fail a test that is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")
