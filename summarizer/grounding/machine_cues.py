"""What no news sentence holds: chat mark-up, forged delimiters, replies in JSON, template and program code."""

from __future__ import annotations

import re

from summarizer.lexicon import word_set

_ROLE = r"(?:system|assistant|user|developer|human|ai|model|bot|tool|function|instructions?|inst|sys|prompt|context|bot_message)"
_KEYS = (
    r"(?:records?|events?|sentences|event_class|status|when|place|initiators|targets|killed(?:_who)?|injured(?:_who)?|"
    r"other_figure|other_kind|weapons|claimants|role|content|tool_calls?|arguments)"
)

MARKUP = (
    # turns and delimiters of chat templates
    rf"<\|?/?(?:im_start|im_end|im_sep|endoftext|eot_id|end_of_turn|start_of_turn|begin_of_text|start_header_id|end_header_id|{_ROLE})\|?>",
    rf"\[/?(?:{_ROLE}|end|begin)\]|<</?sys>>|\[(?:system|admin|hidden|internal)[ _](?:note|message|prompt|instructions?)\b",
    r"</?(?:s|bos|eos|text-\w+|text|data|article|document|doc|untrusted|source|content|sentence|news|query|input|output|quote|"
    r"instructions?|xml|json|records?|answer|response|thinking|scratchpad|important|reminder|secret)(?: [^<>]{0,80})?/?>",
    rf"(?:^|[.!?\])\"”»] )[#*>=\-\s]*{_ROLE} ?(?:message|prompt|turn|override|update|instructions?|note)?\*{{0,2}} ?(?:\(\w+\) ?)?(?::|>)",
    rf"#{{2,}} ?(?:{_ROLE}|response|input|output|end|new task|task)\b",
    r"\b(?:begin|start|end|close|stop)(?:ning)? (?:of )?(?:the )?(?:system|admin(?:istrator)?|assistant|developer|"
    r"hidden|new|ai|model|prompt|user|override|"
    r"untrusted|injected|injection|article|input|text|document|context|data)s? ?(?:messages?|prompts?|instructions?|"
    r"override|input|turn|query|task|block|text|data|"
    r"section|injection)\b",
    r"\b(?:begin|end)(?: of)? (?:instructions?|prompt|override|injection)\b",
    r"[-=#*<\[{~_]{2,} ?(?:begin|start|end|stop|close)\b[^\n]{0,50}?(?:[-=#*>\]}~_]{2,}|$)",
    # an answer forged, a template, code
    rf"[{{,\[] ?[\"'“”]?{_KEYS}[\"'“”]? ?: ?[\[{{\"'“”\d]|[\"'“”]{_KEYS}[\"'“”] ?:|\\u00[0-9a-f]{{2}}.{{0,40}}\\u00[0-9a-f]{{2}}",
    r"\{\{.{1,200}?\}\}|\{%.{1,200}?%\}|\$\{[^}]{1,80}\}|<%.{1,200}?%>|#\{[^}]{1,80}\}",
    r"```|~~~|<\?php|<script\b|javascript:|data:text/|\bon(?:error|load|click)=|vbscript:",
    r"\bfrom [a-z_][\w.]* import\b|\bimport (?:os|sys|re|json|requests|subprocess|socket|shutil|pickle|urllib|http|base64|ctypes|psutil|"
    r"smtplib|numpy|pandas)\b(?! (?:of|from|by))|\b(?:os|subprocess|sys|builtins|requests|socket|shutil|pickle|urllib)\.[a-z_.]+ ?\(|"
    r"\b(?:exec|eval|system|__import__|popen|shell_exec|urlopen|urlretrieve) ?\(|\brm -rf\b|\bsudo \w+|"
    r"\bcurl (?:-\w+ )*https?:|\bwget http|\bdrop table\b|\bunion select\b|; ?--",
    r"(?:^|[\"',;] ?)[=@+](?:hyperlink|cmd|importxml|importdata|webservice|dde|sum|exec)\b ?[(|]|\|' ?/c ",
    r"!\[[^\]]{0,300}\]\(|\]\((?:javascript|data|vbscript):",
)
"""Patterns over a folded sentence; any one is enough, whoever says it."""

SIGNS = re.compile(r"[<\[{`#=$\\|]|[*~_]{2}|--|^[=@+]|[\"']:")
_SIGN = re.compile(r"[<\[{`#=$\\|*~_\-@+\"']")
"""What any of the signs begins with: one class of characters is searched many times as quickly as the alternatives."""
_ROLES = word_set(
    "system assistant user developer human ai model bot tool function instruction instructions inst sys prompt context"
)
_BOUNDS = word_set("begin beginning end start close stop")
_FRAMED = word_set(
    "message messages prompt prompts instruction instructions override input turn query task block text data "
    "section injection"
)
_CALLS = word_set(
    "import exec eval popen rm sudo curl wget drop union hyperlink cmd javascript vbscript onerror onload "
    "onclick urlopen urlretrieve importxml importdata webservice dde"
)


def may_be_markup(read: str, words: frozenset[str]) -> bool:
    """Whether any pattern could fit, told quickly: most sentences hold neither sign nor word of one."""
    if (sign := _SIGN.search(read)) and SIGNS.search(read, sign.start()):
        return True
    if words & _CALLS:
        return True
    return bool(words & _ROLES and (":" in read or ">" in read or "(" in read)) or bool(
        words & _BOUNDS and words & _FRAMED
    )
