from django.urls import path

from shelterwood.collaborate.measures import views

urlpatterns = [
    path("region/readiness", views.readiness, name="readiness"),
    path("region/readiness/table", views.table, name="readiness-table"),
    path("region/readiness/by/<slug:measure>", views.readiness, name="readiness-by"),
    path("region/readiness/<uuid:county>", views.county, name="readiness-county"),
]
