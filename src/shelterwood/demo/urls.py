from django.urls import path

from shelterwood.demo import views

urlpatterns = [
    path("demonstration/enter", views.enter, name="demo-enter"),
    path("demonstration/tour", views.tour, name="demo-tour"),
]
