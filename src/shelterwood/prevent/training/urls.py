from django.urls import include, path

from shelterwood.prevent.training import views
from shelterwood.prevent.training.evidence import views as evidence

urlpatterns = [
    path("", include("shelterwood.prevent.training.editing.urls")),
    path("training", views.home, name="training"),
    path("training/checks/<uuid:attempt>", views.sheet, name="check-sheet"),
    path("training/<slug:slug>/check", views.check, name="course-check"),
    path("training/<slug:slug>/evidence", evidence.page, name="course-evidence"),
    path("training/<slug:slug>/evidence/table", evidence.table, name="course-evidence-table"),
    path("training/<slug:slug>/package", views.package, name="course-package"),
    path("courses", views.catalogue, name="courses"),
    path("courses/<slug:slug>", views.course, name="course"),
    path("courses/<slug:slug>/scenes/<slug:name>", views.scene, name="scene"),
    path("courses/<slug:slug>/<slug:name>", views.lesson, name="lesson"),
    path("courses/<slug:slug>/<slug:name>/read", views.read, name="lesson-read"),
    path("organization/training", views.people, name="training-people"),
    path("organization/training/<uuid:completion>/revoke", views.revoke, name="certificate-revoke"),
    path("certificates/<str:code>/pdf", views.certificate_pdf, name="certificate-pdf"),
    path("certificates", views.verify, name="certificates"),
    path("certificates/<str:code>", views.verify, name="certificate"),
]
