"""The addresses under ``/api/v1/alliance/``."""

from django.urls import path

import api.staff.converters  # noqa: F401 - <key:…> in addresses
from api.alliance import cooperatives, secret_keys, storefronts, users

urlpatterns = [
    path("users", users.Users.as_view()),
    path("users/<key:key>", users.OneUser.as_view()),
    path("users/<key:key>/totp", users.SecondFactorOfUser.as_view()),
    path("users/<key:key>/password-link", users.PasswordLinkOfUser.as_view()),
    path("cooperatives", cooperatives.Cooperatives.as_view()),
    path("cooperatives/<key:key>", cooperatives.OneCooperative.as_view()),
    path("storefronts", storefronts.Storefronts.as_view()),
    path("storefronts/<key:key>", storefronts.OneStorefront.as_view()),
    path("storefronts/<key:key>/rotate-key", storefronts.KeyRotation.as_view()),
    path("secret-keys", secret_keys.AllSecretKeys.as_view()),
    path("secret-keys/<key:key>", secret_keys.AnySecretKey.as_view()),
]
