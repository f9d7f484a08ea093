"""A scan by GTIN among 10,000 products beside a bare Django view with the same bytes on the same server."""

import sys

from bench.store_server import Load, measure

SCANNED = 100


def addresses() -> list[str]:
    """Return the scans of 100 numbers all over the ledger, as their bars read."""
    from catalogue.gs1.gtin import display_gtin
    from catalogue.models import Gtin

    numbers = Gtin.objects.order_by("pk").values_list("gtin", flat=True)
    step = numbers.count() // SCANNED
    return [f"/api/v1/store/scan?code={display_gtin(number)}" for number in numbers[::step]]


if __name__ == "__main__":
    sys.exit(measure({"scan": Load("scans by GTIN per second", addresses, 0.4)}))
