"""Addresses of the hall, of the conclusion, and of the papers of a meeting."""

from collections.abc import Iterator
from types import ModuleType

from django.urls import URLPattern, path

from meetings.views import (
    amending_papers,
    commitments,
    conclusion,
    hall,
    invitations,
    minutes_documents,
    questions,
    task_reviews,
)

MEETING = "meetings/<int:pk>"
# Of every paper: page → the end of its address.
STEPS = {
    "detail": "",
    "edit": "edit/",
    "print": "print.pdf",
    "docx": "draft.docx",
    "approve": "approve/",
    "return": "return/",
    "sign": "sign/",
    "number": "number/",
    "release": "release/",
    "delivery": "delivery/",
}


# Of papers whose number may be void, and which may be drawn up anew.
ANEW = {"void": "void/", "replace": "replace/"}
# Of a letter about another document: what becomes of the tasks of a notice that it withdraws.
LETTER = STEPS | {"void": "void/", "tasks": "tasks/"}


def paper_urls(
    views: ModuleType, name: str, where: str, steps: dict[str, str] = STEPS
) -> Iterator[URLPattern]:
    for step, tail in steps.items():
        page = f"{name}_{step}"
        yield path(f"{where}/<int:pk>/{tail}", getattr(views, page), name=page)


urlpatterns: list[URLPattern] = [
    path(f"{MEETING}/hall/", hall.hall_view, name="hall_view"),
    path(f"{MEETING}/hall/changes/", hall.hall_changes, name="hall_changes"),
    path(f"{MEETING}/hall/control/", hall.hall_control, name="hall_control"),
    path(f"{MEETING}/hall/units/<int:unit>/", hall.hall_unit, name="hall_unit"),
    path(f"{MEETING}/questions/", questions.question_list, name="question_list"),
    path(f"{MEETING}/questions/print.pdf", questions.question_print, name="question_print"),
    path(f"{MEETING}/questions/sheet/", questions.question_sheet, name="question_sheet"),
    path(f"{MEETING}/questions/<slug:key>/", questions.question_act, name="question_act"),
    path(f"{MEETING}/conclude/", conclusion.meeting_conclude, name="meeting_conclude"),
    path(
        f"{MEETING}/commitments/<uuid:key>/",
        commitments.commitment_act,
        name="commitment_act",
    ),
    path(f"{MEETING}/task-reviews/", task_reviews.task_review_list, name="task_review_list"),
    path(
        f"{MEETING}/task-reviews/print.pdf",
        task_reviews.task_review_print,
        name="task_review_print",
    ),
    path(f"{MEETING}/reopen/", conclusion.meeting_reopen, name="meeting_reopen"),
    path(f"{MEETING}/close/", conclusion.meeting_close, name="meeting_close"),
    path(f"{MEETING}/log/", conclusion.meeting_log, name="meeting_log"),
    path("minutes-versions/<int:pk>/", conclusion.minutes_version, name="minutes_version"),
    path(
        "documents/<int:pk>/amend/<slug:effect>/",
        amending_papers.amending_paper_create,
        name="amending_paper_create",
    ),
    *paper_urls(amending_papers, "amending_paper", "letters", LETTER),
    path(f"{MEETING}/invitation/", invitations.invitation_create, name="invitation_create"),
    *paper_urls(invitations, "invitation", "invitations", STEPS | ANEW),
    path(
        f"{MEETING}/minutes/paper/",
        minutes_documents.minutes_document_create,
        name="minutes_document_create",
    ),
    *paper_urls(minutes_documents, "minutes_document", "minutes", STEPS | {"void": "void/"}),
    path(
        "minutes/<int:pk>/supplement/",
        minutes_documents.minutes_document_supplement,
        name="minutes_document_supplement",
    ),
]
