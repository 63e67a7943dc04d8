from django.urls import path

from shelterwood.gates.law import views

urlpatterns = [
    path("law", views.law, name="law"),
    path("law/find", views.find, name="law-find"),
    path("law/<str:state>", views.law_of_state, name="law-state"),
]
