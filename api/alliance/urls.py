"""The addresses under ``/api/v1/alliance/``."""

from django.urls import path

import api.staff.converters  # noqa: F401 - <key:…> in addresses
from api.alliance import approvals, certificates, cooperatives, secret_keys, storefronts, users
from api.seller.histories import history_paths
from people.histories import OF_THE_ALLIANCE

urlpatterns = [
    path("products", approvals.ReviewedProducts.as_view()),
    path("products/<key:key>", approvals.ReviewedProduct.as_view()),
    path("products/<key:key>/approve", approvals.Approval.as_view()),
    path("products/<key:key>/reject", approvals.Rejection.as_view()),
    path("products/<key:key>/withdraw", approvals.Withdrawal.as_view()),
    path("certificates/unchecked", certificates.UncheckedCertificates.as_view()),
    path("certificates/expiring", certificates.ExpiringCertificates.as_view()),
    path("certificates/<key:key>/check", certificates.CertificateCheck.as_view()),
    path("certificates/<key:key>/refuse", certificates.CertificateRefusal.as_view()),
    path("users", users.Users.as_view()),
    path("users/<key:key>", users.OneUser.as_view()),
    path("users/<key:key>/totp", users.SecondFactorOfUser.as_view()),
    path("users/<key:key>/password-link", users.PasswordLinkOfUser.as_view()),
    path("cooperatives", cooperatives.Cooperatives.as_view()),
    path("cooperatives/<key:key>", cooperatives.OneCooperative.as_view()),
    path("storefronts", storefronts.Storefronts.as_view()),
    path("storefronts/<key:key>", storefronts.OneStorefront.as_view()),
    path("storefronts/<key:key>/rotate-key", storefronts.KeyRotation.as_view()),
    *history_paths(OF_THE_ALLIANCE),
    path("secret-keys", secret_keys.AllSecretKeys.as_view()),
    path("secret-keys/<key:key>", secret_keys.AnySecretKey.as_view()),
]
