from django.urls import path

from shelterwood.prevent.training import views
from shelterwood.prevent.training.views import mandates

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
    path("organization/mandates", mandates.overview, name="mandates"),
    path("organization/mandates/remind", mandates.remind, name="mandates-remind"),
    path("organization/mandates/on-paper", mandates.on_paper, name="mandates-on-paper"),
    path("organization/mandates/changes", mandates.changes, name="mandates-changes"),
    path("organization/mandates/approvals", mandates.approvals, name="mandates-approvals"),
    path("organization/mandates/duties", mandates.duties, name="mandates-duties"),
    path("organization/mandates/people/<uuid:learner>", mandates.person, name="mandates-person"),
    path("organization/mandates/law/<slug:mandate>", mandates.people, name="mandate"),
    path("organization/mandates/law/<slug:mandate>/proof", mandates.export, name="mandate-proof"),
    path("organization/posts", mandates.posts, name="posts"),
    path("organization/posts/<uuid:post>", mandates.post, name="post"),
    path("organization/sites", mandates.sites, name="sites"),
    path("organization/sites/<uuid:site>", mandates.site, name="site"),
    path("training/sign/<uuid:completion>/<slug:mandate>", mandates.sign, name="training-sign"),
    path("certificates/<str:code>/pdf", views.certificate_pdf, name="certificate-pdf"),
    path("certificates", views.verify, name="certificates"),
    path("certificates/<str:code>", views.verify, name="certificate"),
]
