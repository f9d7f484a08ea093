"""The public surface for shops: products, search, scan and barcodes."""
