from django.urls import path

from shelterwood.collaborate.region import views

urlpatterns = [
    path("region/routing", views.routing, name="region-routing"),
    path("region/routing/<uuid:county>", views.routing_of, name="region-routing-of"),
    path("region/consultants", views.consultants, name="region-consultants"),
    path("region/consultants/<uuid:county>", views.consultant_of, name="region-consultant-of"),
    path("region/lines", views.lines, name="region-lines"),
    path("region/lines/new", views.line_new, name="region-line-new"),
    path("region/lines/<int:line>", views.line_edit, name="region-line"),
    path("region/lines/<int:line>/ring", views.line_ring, name="region-line-ring"),
    path("region/lines/<int:line>/end", views.line_end, name="region-line-end"),
    path("region/mail", views.mail, name="region-mail"),
    path("region/mail/again", views.mail_again, name="region-mail-again"),
]
