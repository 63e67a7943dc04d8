from django.urls import path

from shelterwood.project.help import views

urlpatterns = [
    path("help", views.index, name="help"),
    path("help/roles/<slug:name>", views.role, name="help-role"),
    path("help/<slug:name>", views.topic, name="help-topic"),
]
