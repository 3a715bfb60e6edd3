"""How often the truth gate lets a falsehood pass, and how often it stops an honest value.

`python -m evals.perturb --data DIR` changes sentences and values in ways that alter their meaning (false accepts are
counted) and in ways that do not (honest keeps are counted), on either side: the value changed and the text fixed,
the text
changed and the value fixed. DIR holds `PLOVER_GSR_CAMEO.json`; articles of our own come from `evals/gold/articles` and
`examples`. Oracles here (what is a name, which figure is which) are simple and written apart from the gate's rules, and
`cues.HELD_OUT` lists cue words that the gate's lexicon must not hold: their rate is reported by itself.
"""
