from django.urls import path

from shelterwood.foundation.drafts import views

urlpatterns = [
    path("drafts", views.save, name="draft-save"),
    path("drafts/<uuid:draft>/open", views.reopen, name="draft-open"),
    path("drafts/<uuid:draft>/drop", views.drop, name="draft-drop"),
]
