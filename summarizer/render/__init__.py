"""Briefs as pages: Markdown and self-contained HTML. Text from articles is printed as text, never as markup."""
