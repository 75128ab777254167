"""Phrases of an office's minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from meetings.forms.phrases import PhraseForm
from meetings.models import Phrase
from meetings.permissions.phrases import may_edit_phrase, may_list_phrases
from procuracy.web.access import requires
from units.acting import Request


@requires(may_list_phrases)
def phrase_list(request: Request) -> HttpResponse:
    """The office's phrases, and a form for one more."""
    data = request.POST if request.method == "POST" else None
    form = PhraseForm(data, instance=Phrase(office=request.acting.office))
    if form.is_bound and form.is_valid():
        phrase = form.save()
        messages.success(request, f"Đã thêm câu mẫu “{phrase.shortcut}”.")
        return redirect("meetings:phrase_list")
    phrases = Phrase.objects.filter(office=request.acting.office)
    context = {"form": form, "phrases": phrases}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/phrase_list.html", context, status=status)


@requires(may_edit_phrase, load=Phrase)
def phrase_edit(request: Request, phrase: Phrase) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PhraseForm(data, instance=phrase)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu câu mẫu “{phrase.shortcut}”.")
        return redirect("meetings:phrase_list")
    status = 422 if form.is_bound else 200
    context = {"form": form, "phrase": phrase}
    return render(request, "meetings/phrase_edit.html", context, status=status)


@require_POST
@requires(may_edit_phrase, load=Phrase)
def phrase_remove(request: Request, phrase: Phrase) -> HttpResponse:
    phrase.delete()
    messages.success(request, f"Đã bỏ câu mẫu “{phrase.shortcut}”.")
    return redirect("meetings:phrase_list")
