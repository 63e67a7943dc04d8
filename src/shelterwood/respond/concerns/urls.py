from django.urls import path

from shelterwood.respond.concerns.views import access, detail, inbox, raising, receipt, route

urlpatterns = [
    path("concern", raising.concern, name="concern"),
    path("at/<str:code>", raising.at_property, name="at-property"),
    path("receipt", receipt.receipt, name="receipt"),
    path("concerns", inbox.inbox, name="concerns"),
    path("concerns/<str:reference>", detail.detail, name="concern-detail"),
    path("concerns/<str:reference>/acknowledge", detail.acknowledge, name="concern-acknowledge"),
    path("concerns/<str:reference>/screen", detail.screen, name="concern-screen"),
    path("concerns/<str:reference>/answer", detail.answer, name="concern-answer"),
    path("concerns/<str:reference>/add", detail.add, name="concern-add"),
    path("concerns/<str:reference>/report/<uuid:clock>", detail.report, name="concern-report"),
    path("concerns/<str:reference>/route", route.route, name="concern-route"),
    path("access/<str:reference>", access.access, name="access"),
    path("duties", access.duties, name="duties"),
]
