from django.urls import path

from shelterwood.gates.law.packs import views

urlpatterns = [
    path("law/packs", views.packs, name="law-packs"),
    path("law/packs/import", views.bring_in, name="law-pack-import"),
    path("law/packs/<str:state>", views.pack, name="law-pack"),
    path("law/packs/<str:state>/new", views.new, name="law-row-new"),
    path("law/packs/<str:state>/sign", views.sign, name="law-pack-sign"),
    path("law/packs/<str:state>/export/<str:file>", views.export, name="law-pack-file"),
    path("law/packs/<str:state>/<str:duty>", views.row, name="law-row"),
    path("law/packs/<str:state>/<str:duty>/change", views.change, name="law-row-change"),
    path("law/packs/<str:state>/<str:duty>/review", views.review, name="law-row-review"),
    path("law/packs/<str:state>/<str:duty>/withdraw/<int:number>", views.withdraw, name="law-row-withdraw"),
]
