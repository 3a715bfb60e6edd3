"""How it is asked: `<task>/<version>/` folders of Jinja templates and few-shot examples. Old versions stay beside new ones."""
