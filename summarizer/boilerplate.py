"""Page furniture told from news by the form of a whole line, never by the words of one article.

Every rule describes a complete line: a news sentence that merely begins like furniture ("Share prices fell …",
"More than 20 people …") does not fit one. When in doubt a line is news: furniture that slips through costs a few
tokens, news that is taken for furniture is lost.
"""

from __future__ import annotations

import re

MAX_CHARS = 300
"""Longer lines are never furniture."""

_TIME_TOKEN = (
    r"(?:\d{4}-\d\d-\d\dt[\d:.]+z?|\d{1,4}(?:st|nd|rd|th)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|am|pm|[ap]\.m|gmt|utc|est|edt|cet|cest|bst|ist|at|on|of|an?|local|time|"
    r"hours?|hrs?|minutes?|mins?|days?|weeks?|ago|today|yesterday)\b[\s.,:;/|()–—+-]*+"
)
_DATE = rf"(?=[^\n]*(?:\d|ago|today|yesterday))(?:{_TIME_TOKEN})++"
_SITE = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|tiktok|pinterest|threads|e-?mail)"
_PIECE = r"(?:stories|story|news|articles?|posts?|headlines|coverage|topics?|content|videos?|reading)"
_VERB = r"(?:published|broadcast|reproduced|rewritten|redistributed|copied|transmitted|reprinted|used)"
_NAMES = r"(?-i:[A-Z][\w.'’-]*)(?:(?:\s+|,\s*|\s*[/&|]\s*|\s+(?:and|in|for|of|via)\s+)(?-i:[A-Z][\w.'’-]*)){0,9}"

_RULES = (
    # reading time
    r"(?:(?:estimated )?reading time|time to read|read time)\W{0,3}(?:about )?\d{1,3}[\s-]*min(?:ute)?s?\.?",
    r"\d{1,3}[\s-]*min(?:ute)?s?\.?[\s-]*(?:read|reading time|of reading)",
    # addresses, markup, image links
    r"(?:https?://|www\.)\S+",
    r"(?:<[^<>]{1,200}>\s*)+",
    r"!?\[[^\]]{0,120}\]\(\S{1,200}\)",
    r"\w[\w &]{0,30}(?: [>›»] \w[\w &]{0,60}){1,8}|(?:font|text) size\b.{0,15}",
    # teasers
    r"(?:the )?(?:latest|more|related|recommended|trending|top|popular|most (?:read|popular|viewed|shared)|"
    rf"(?:latest|more|related|top|popular|recommended) {_PIECE})(?: (?:now|today|for you|from (?:[^\s:]++ ?){{1,4}}|"
    r"on (?:this|the) (?:story|topic|subject)|in this (?:section|series|story)))?",
    rf"(?:latest|more|related|recommended|top) {_PIECE} (?:on|about|in|from|by) (?:[^\s:]++ ?){{1,3}}",
    r"(?:read|see|watch|listen|read more|also read|read also|see also|related|more|recommended|don['’]t miss|up next|"
    r"most (?:viewed|read|popular|shared)|trending|also (?:today|in the news)|more (?:in|from|on) [^:.!?]{1,30}(?=:))"
    r"\s*(?:[:|»>→]|[–—-]\s)\s*\S.{0,160}",
    r"(?:also read|read also|read next|see also)\b(?! out)[^.!?]{0,150}",
    r"(?:read|see|continue reading|read the)(?: (?:more|on|full (?:story|article|report)|the (?:main|full) "
    r"(?:story|article)|here)){1,2}(?: (?:about|at|on|from|in) .{1,60}|here)?",
    r"(?:editors?['’]?s?['’]? (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be interested in)|up next|"
    r"in other news|what to read next|from (?:our|the) (?:archives?|partners?|blog|web))",
    # sharing, following, subscribing
    rf"share(?: (?:this|it|via|on|to|now|with friends|article|story|post|{_SITE}|page|news|item|link|by|,|and|or))*",
    r"share(?: (?:this|the))?(?: (?:page|article|story|post|link))?\s*:.{0,80}",
    rf"(?:(?:share|tweet|print|save|copy link|comments?|like|pin|send|{_SITE})[\s|,/·•]*){{1,12}}",
    rf"follow (?:us|our \S+|@\w+)(?: (?:on|at|for|here|and|via)\b.{{0,100}})?|follow [^.!?]{{1,50}} on {_SITE}"
    rf"(?:[ ,&]*(?:and )?{_SITE})*",
    r"(?:subscribe|sign up)(?: (?:now|here|today|free))?(?: (?:to|for|and)\b.{0,60}\b(?:newsletters?|our|inbox|free|"
    r"channel|daily|weekly)\b.{0,100})?",
    r"(?:join|like|visit) (?:us|our)\b.{0,40}\b(?:channel|group|page|newsletter|community|telegram|whatsapp|facebook)\b"
    r".{0,40}",
    r"get .{0,60}\b(?:delivered|sent|straight)\b.{0,30}\binbox\b.{0,30}",
    r"(?:click|tap) (?:here|on the (?:link|button|image)|the link|below)\b.{0,120}",
    r"(?:leave|post|write|add) a (?:comment|reply)|\d{1,5} comments?|(?:no )?comments?(?: \(\d+\))?",
    # advertising
    r"(?:advertisements?|adverts?|ads?|sponsored(?: (?:content|by .{1,40}))?|promoted|paid (?:content|post)|"
    r"partner content|skip (?:ad|advertisement|to (?:main )?content)|back to top|scroll (?:down )?to continue|"
    r"(?:advertisement\W+)?(?:story|article|scroll to) continues? (?:below|after)(?: (?:this )?(?:ad|advertisement))?|"
    r"advertisement\W+scroll to continue(?: reading)?)",
    # rights
    r"(?:copyright|©|\(c\)|&copy;)(?:\s*(?:©|\(c\)|&copy;|copyright))?\s*"
    r"(?:\d{4}\b(?:\s*[-–]\s*\d{4})?(?:[ ,.].{0,120})?"
    rf"|by {_NAMES}.{{0,60}}|©.{{0,100}}|{_NAMES}(?:[ ,.]*\d{{4}})?(?:[ ,.]*all rights reserved)?)",
    r"(?:.{0,100}[\d.,|©–-]\s*)?all rights reserved(?:\W.{0,150})?",
    rf".{{0,80}}\b(?:may|must) not be {_VERB}(?:, (?:or |and )?| or | and ){_VERB}\b.{{0,150}}",
    # credits
    r"(?:(?:file|featured|cover|lead|stock|main) )?"
    r"(?:photo(?:graph)?|image|picture|pic|illustration|graphic|caption)s?"
    r"(?: (?:credits?|source|courtesy|by|from))*\s*[:|©/]\s*(?:[^.!?]|(?<=\b[a-z])\.){1,100}\.?",
    rf"(?:photo(?:graph)?|image|picture|illustration|graphic|video)s? (?:by|courtesy(?: of)?|credits?) {_NAMES}",
    r"credits?\s*[:|]\s*.{1,90}",
    rf"by {_NAMES}",
    r"(?:additional |with )?(?:reporting|writing|editing|edited|written|reported|compiled|translated|translation)"
    rf"(?: and (?:writing|editing|reporting))?(?: (?:by|from)|\s*:) {_NAMES}(?:.{{0,20}}\b(?:by|in|from)\b.{{0,160}}|)",
    r"(?:(?:compiled|adapted|with (?:inputs|reports|reporting)) (?:from|by) )?"
    r"(?:(?:news )?agencies|wire (?:services?|reports?)|staff (?:writers?|reporters?|reports?))|"
    rf"with (?:an? )?(?:reports?|inputs?|reporting) (?:from|by) {_NAMES}|"
    r"translated from (?:the )?\w+(?: original)?|for immediate release",
    # dates of the page
    rf"(?:(?:first|last|originally|date)\s+)?(?:published|updated?|posted|modified|posted on)\s*[:–|-]?\s*{_DATE}",
    # notices
    r"(?:(?:this|our) (?:web)?site|we|by (?:continuing|using|browsing|clicking)\b.{0,80})\s.{0,80}\bcookies?\b.{0,200}",
    r"(?:accept|reject|manage|allow)(?: (?:all|my|the))? cookies",
    r"cookies? (?:policy|settings|notice|preferences|consent)",
    r"(?:(?:privacy (?:policy|notice)|terms (?:of (?:use|service)|and conditions|& conditions)|contact us|about us|"
    r"home|menu|log ?in|sign in|search)[\s|·•/]*){1,8}",
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords)\s*:\s*.{1,160}",
    # ends of wire copy
    r"(?:more|ends?|endit|end text|end of (?:text|story)|-+ ?30 ?-+)",
)
_FURNITURE = re.compile("|".join(f"(?:{rule})" for rule in _RULES), re.IGNORECASE)
_DATE_LINE = re.compile(_DATE, re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_EDGES = " \t[](){}*_|>»→…•·#=~—–-"


def is_boilerplate(line: str) -> bool:
    """Whether a whole line (or a paragraph with its line ends made spaces) is page furniture."""
    if not _WORD.search(line):
        return True  # a separator, lone markup
    if len(line) > MAX_CHARS:
        return False
    if _FURNITURE.fullmatch(line):
        return True
    core = line.strip(_EDGES).rstrip(".!:")
    return core != line and _FURNITURE.fullmatch(core) is not None


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but a date or time, such as `Monday, 3 March 2025, 14:05 GMT`."""
    return len(line) <= MAX_CHARS and _DATE_LINE.fullmatch(line.strip()) is not None
