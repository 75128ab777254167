"""The office's own words for its papers, in a language that can only say what it is given.

A wording is read (`language`, `expressions`), held against the fields that a kind of paper has
(`checking`) and drawn from plain values (`drawing`). Why this language: ADR 33.
"""
