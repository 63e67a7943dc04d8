from django.urls import path

from shelterwood.respond.endings import views

urlpatterns = [
    path("region/retention", views.retention, name="retention"),
    path("region/retention/<slug:category>", views.period, name="retention-period"),
    path("region/retention/<slug:category>/list", views.preview, name="retention-list"),
    path("region/records", views.records, name="records"),
    path("region/records/hold", views.hold, name="records-hold"),
    path("region/records/lift", views.lift, name="records-lift"),
    path("region/records/seal", views.seal, name="records-seal"),
    path("region/records/open", views.open_seal, name="records-open"),
]
