from django.urls import path

from shelterwood.collaborate.desk.views import desk

urlpatterns = [path("desk", desk, name="desk")]
