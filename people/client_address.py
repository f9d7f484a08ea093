"""Which address a request comes from.

What a client writes into X-Forwarded-For is not believed: only what our own proxies have added to it, and
only when HTX_TRUSTED_PROXIES says how many of them there are. Each proxy adds the address that it sees at the
right end, so with n proxies the client's address is the n-th from the right.
"""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# What the envelope found out about a request, kept in its META.
ADDRESS = "htx.address"
UNKNOWN = "unknown"
IPV6_SITE_BITS = 64


def client_address(request: HttpRequest) -> str:
    """Return the client's IPv4 address, or the /64 network of its IPv6 address; ``unknown`` without one.

    One household or phone has a whole /64, so its single addresses would each be a budget of their own.
    """
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= proxies and (address := _site_of(forwarded[-proxies].strip())):
            return address
    return _site_of(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def counted_address(request: HttpRequest) -> str | None:
    """Return where failed log-ins are counted (AXES_CLIENT_IP_CALLABLE): one address for each site, or None.

    Its column takes a plain address, so a /64 network is named by its first.
    """
    address = client_address(request).partition("/")[0]
    return None if address == UNKNOWN else address


@lru_cache(maxsize=4_096)
def _site_of(text: str) -> str | None:
    try:
        address = ip_address(text[:45])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed, IPV6_SITE_BITS), strict=False))
    return str(address)
