"""Measuring extraction and briefs: metrics, gold data, runs, comparisons. Not part of the installed package."""
