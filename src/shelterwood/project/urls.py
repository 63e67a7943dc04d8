"""All addresses. English stands at the root, Spanish under /es/ with the same path."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from shelterwood.project import views

urlpatterns = i18n_patterns(
    path("", views.home, name="home"),
    path("about", views.about, name="about"),
    path("privacy", views.privacy, name="privacy"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("leave", views.leave, name="leave"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("", include("shelterwood.project.entry.urls")),
    path("", include("shelterwood.project.help.urls")),
    path("", include("shelterwood.demo.urls")),
    path("", include("shelterwood.collaborate.region.urls")),
    path("", include("shelterwood.collaborate.people.urls")),
    path("", include("shelterwood.collaborate.desk.urls")),
    path("", include("shelterwood.collaborate.measures.urls")),
    path("", include("shelterwood.respond.endings.urls")),
    path("", include("shelterwood.respond.consultations.urls")),
    path("", include("shelterwood.respond.concerns.urls")),
    path("", include("shelterwood.prevent.protocols.urls")),
    path("", include("shelterwood.prevent.training.urls")),
    path("", include("shelterwood.prevent.awareness.urls")),
    path("", include("shelterwood.gates.disclosure.urls")),
    path("", include("shelterwood.gates.law.urls")),
    path("", include("shelterwood.foundation.drafts.urls")),
    prefix_default_language=False,
)

handler400 = "shelterwood.project.views.bad_request"
handler403 = "shelterwood.project.views.not_shown"
handler404 = "shelterwood.project.views.not_shown"
handler500 = "shelterwood.project.views.broken"
