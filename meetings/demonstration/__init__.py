"""A demonstration: four provinces with the meetings of five articles, and a current year.

Facts that the articles give are kept; everything else is invented and marked as such. People are
placeholders. The same day gives the same rows.
"""
