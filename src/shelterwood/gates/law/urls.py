from django.urls import include, path

from shelterwood.gates.law import views

urlpatterns = [
    path("law", views.law, name="law"),
    path("law/find", views.find, name="law-find"),
    path("", include("shelterwood.gates.law.packs.urls")),
    path("law/<str:state>", views.law_of_state, name="law-state"),
]
