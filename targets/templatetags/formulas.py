"""`{% formula_of target as words %}`: how its percentage comes about, wherever one is shown."""

from django import template

from targets import formula_words
from targets.formula_words import Words
from targets.models import Target

register = template.Library()


@register.simple_tag
def formula_of(target: Target) -> Words:
    return formula_words.of_targets([target])[0]
