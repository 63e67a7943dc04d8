from django.urls import path

from shelterwood.gates.disclosure import views

urlpatterns = [
    path("rules", views.rules, name="rules"),
    path("rules/all", views.whole, name="rules-all"),
    path("rules/sign", views.sign, name="rules-sign"),
    path("rules/<str:rule>", views.rule, name="rule"),
    path("rules/<str:rule>/withdraw", views.withdraw, name="rule-withdraw"),
]
