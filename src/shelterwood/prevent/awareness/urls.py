from django.urls import path

from shelterwood.prevent.awareness import views

urlpatterns = [
    path("call", views.call, name="call"),
    path("call/<str:sector>", views.call_sector, name="call-sector"),
    path("call/<str:sector>/card", views.card, name="call-card"),
    path("learn/warning-signs", views.warning_signs, name="warning-signs"),
    path("organization/posters", views.posters, name="posters"),
    path("support", views.support, name="support"),
    path("missing-child", views.missing_child, name="missing-child"),
]
