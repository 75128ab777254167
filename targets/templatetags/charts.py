"""`{% chart section.chart %}` draws a chart of `targets.charts` as SVG, for screen and paper."""

from django import template

from targets.charts import Chart

register = template.Library()


@register.inclusion_tag("targets/_chart.html")
def chart(drawn: Chart | None) -> dict[str, object]:
    return {"chart": drawn}
