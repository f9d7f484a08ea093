"""Which address leads to which room."""

from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from api.health import Live, Ready
from api.media import media

urlpatterns = [
    path("api/v1/store/", include("api.store.urls")),  # first, for it is asked most
    path("api/v1/seller/", include("api.seller.urls")),
    path("api/v1/alliance/", include("api.alliance.urls")),
    path("", RedirectView.as_view(pattern_name="docs")),
    # Browsers ask for it beside what is no page, such as a drawing of bars.
    path("favicon.ico", RedirectView.as_view(url=static("icon.svg"))),
    path("media/<path:name>", media),
    path("desk", RedirectView.as_view(pattern_name="desk:home", query_string=True)),
    path("desk/", include("desk.urls")),
    path("", include("api.resolver.urls")),
    path("", include("pages.urls")),
    path("livez", Live.as_view()),
    path("readyz", Ready.as_view()),
    path("api/", include("api.urls")),
]

# Refusals outside the views are problem documents too.
handler400 = "api.errors.bad_request"
handler403 = "api.errors.permission_denied"
handler404 = "api.errors.page_not_found"
handler500 = "api.errors.server_error"
