"""Django's templates, whose context lets go of its page once that is drawn."""

from typing import Any

from django.http import HttpRequest
from django.template import Template as Words
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString


class _Template(Template):
    template: Words
    backend: DjangoTemplates

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> SafeString:
        """As Django renders it; but what it pushes onto a context holds that context.

        Every row of a page waited in this ring for the collector, and a process grew by what it
        drew between two collections.
        """
        pushed = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(pushed)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
            raise
        finally:
            pushed.dicts.clear()


class Templates(DjangoTemplates):
    def from_string(self, template_code: str) -> Template:
        return _Template(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> Template:
        try:
            return _Template(self.engine.get_template(template_name), self)
        except TemplateDoesNotExist as error:
            reraise(error, self)
            raise
