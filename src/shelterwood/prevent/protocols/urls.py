from django.urls import path

from shelterwood.prevent.protocols import views

urlpatterns = [
    path("protocols", views.protocols, name="protocols"),
    path("protocols/<slug:name>", views.protocol, name="protocol"),
]
