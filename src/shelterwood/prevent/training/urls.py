from django.urls import path

from shelterwood.prevent.training import views
from shelterwood.prevent.training.rosters import views as rosters

urlpatterns = [
    path("training", views.home, name="training"),
    path("training/checks/<uuid:attempt>", views.sheet, name="check-sheet"),
    path("training/<slug:slug>/check", views.check, name="course-check"),
    path("training/<slug:slug>/package", views.package, name="course-package"),
    path("courses", views.catalogue, name="courses"),
    path("courses/<slug:slug>", views.course, name="course"),
    path("courses/<slug:slug>/scenes/<slug:name>", views.scene, name="scene"),
    path("courses/<slug:slug>/<slug:name>", views.lesson, name="lesson"),
    path("courses/<slug:slug>/<slug:name>/read", views.read, name="lesson-read"),
    path("organization/training", views.people, name="training-people"),
    path("organization/training/<uuid:completion>/revoke", views.revoke, name="certificate-revoke"),
    path("organization/training/people/<uuid:learner>/number", rosters.number, name="staff-number"),
    path("organization/training/rosters", rosters.rosters, name="rosters"),
    path("organization/training/samples/<slug:name>", rosters.sample, name="import-sample"),
    path("organization/training/imports/<uuid:upload>", rosters.one, name="import"),
    path("organization/training/imports/<uuid:upload>/columns", rosters.columns, name="import-columns"),
    path("organization/training/imports/<uuid:upload>/apply", rosters.apply, name="import-apply"),
    path("organization/training/imports/<uuid:upload>/check", rosters.again, name="import-check"),
    path("organization/training/imports/<uuid:upload>/discard", rosters.discard, name="import-discard"),
    path("organization/training/imports/<uuid:upload>/undo", rosters.undo, name="import-undo"),
    path("organization/training/imports/<uuid:upload>/rows", rosters.faults, name="import-rows"),
    path("organization/training/elsewhere", rosters.trainings, name="trainings-elsewhere"),
    path("organization/training/elsewhere/enter", rosters.enter, name="training-enter"),
    path("organization/training/elsewhere/<uuid:training>/withdraw", rosters.withdraw, name="training-withdraw"),
    path("organization/training/elsewhere/<uuid:training>/proof", rosters.proof, name="training-proof"),
    path("certificates/<str:code>/pdf", views.certificate_pdf, name="certificate-pdf"),
    path("certificates", views.verify, name="certificates"),
    path("certificates/<str:code>", views.verify, name="certificate"),
]
