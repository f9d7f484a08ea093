"""``/api/v1/seller/``: what staff of cooperatives do, themselves or by their programs."""
