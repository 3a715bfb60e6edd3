"""How an order to a model or to the program around it is worded in English: patterns over a folded sentence.

Each looks for three things together, never for a topic: an order (an imperative where one can stand), something that
only a model or its program has (a prompt, a reply, a record to fill, earlier instructions), and what to do with it. So
orders among people ("Ignore the ceasefire", "respond with force") stay news, and so does news about models.
"""

from __future__ import annotations

import re

from summarizer.lexicon import word_set

_MODEL = (
    r"(?:(?:ai|llm|gpt|machine|automated|large language|language|virtual|digital) ?)?(?:ais?|llms?|language models?|"
    r"models?|assistants?|chat ?bots?|bots?|summari[sz]ers?|summari[sz]ation (?:systems?|tools?|models?)|parsers?|"
    r"extractors?|annotators?|classifiers?|extraction (?:systems?|tools?|models?|pipelines?)|crawlers?|scrapers?|"
    r"agents?|chatgpt|gpt(?:-?\d\w*)?|claude|gemini|copilot|llama|qwen|mistral|deepseek)"
)
_SURE_MODEL = (
    r"(?:ais?|llms?|(?:large )?language models?|(?:ai|virtual|digital) (?:assistants?|models?|agents?|systems?|tools?|"
    r"readers?)|assistant|chat ?bots?|summari[sz]ers?|automated (?:systems?|readers?|tools?|agents?)|chatgpt|gpt(?:-?\d\w*)?)"
)
_PROGRAM = r"(?:engine|bot|system|tool|machine|coder|extractor|model|agent|program)"
_WORK = r"(?:reporting|extraction|coding|summari[sz]ation|annotation)"
_ORDERS = (
    r"(?:instructions?|prompts?|system (?:messages?|prompts?)|guidelines|guardrails|directions|directives|programming|"
    r"training|commands?|context|constraints?|restrictions|rules|safeguards|conversation|messages?|task)"
)
_FORGET = (
    r"(?:ignore|disregard|forget|override|overrule|overwrite|bypass|discard|drop|skip|cancel|delete|erase|abandon|"
    r"set aside|pay no attention to|do not (?:follow|obey|heed)|don't (?:follow|obey|heed)|stop (?:following|obeying)|"
    r"no longer (?:follow|obey)|reset)"
)
_PRIOR = (
    r"(?:previous|prior|above|preceding|earlier|foregoing|existing|original|initial|former|past|other|old|your|these|"
    r"those|all|any|every|everything|the|system|safety)"
)
_REPLY = r"(?:responses?|repl(?:y|ies)|answers?|outputs?|summar(?:y|ies)|completions?|extractions?|generated text|json|message)"
_WHOSE = r"(?:your|the|this|any|each|every|all|final|its)"
_ENTRY = r"(?:events?|records?|entr(?:y|ies)|json|xml|yaml|objects?|fields?|values?|arrays?|keys?|bullets?|takeaways?|tuples?)"
_FILL = (
    r"(?:add|append|insert|include|create|generate|output|print|emit|return|produce|write|set|mark|log|list|register|"
    r"record|report|fill|copy|extract|label|tag|code|classify|replace|inject|prepend|submit|provide|state|mention)"
)
_SHAPE = (
    r"(?:modify|change|alter|augment|enhance|extend|begin|start|end|finish|conclude|precede|follow|preface|enrich|"
    r"rewrite|amend|correct|update|adjust|use|introduce|misspell|scramble|jumble|rearrange|combine|group|remove|"
    r"substitute|convert|anagram|integrate|incorporate|embed|suggest|put|place|give|keep|make|show|display|express|"
    r"emphasi[sz]e|highlight|stress|render|weave|translate|format)"
)
_SAY = r"(?:report|record|state|write|log|mention|include|output|print|answer|reply|respond|repeat|conclude|tell (?:the )?users?)"
_INTO = (
    r"(?:include|incorporate|integrate|embed|insert|use|utili[sz]e|add|append|merge|blend|weave|fuse|deploy|execute|"
    r"run|render|adopt|leverage|employ|introduce|inject|interweave|infuse|absorb|meld|harmoni[sz]e|implement|consider|"
    r"enrich|ensure|engage|enlist|make|let|assimilate|to)"
)

# Where an order can stand: at the start, after a stop, a bracket or a quotation mark, after "please" or "you must".
WHERE = (
    r"(?:(?:^|[.:;!?\[({<\])>}\"“”„«»‘*#|~–—]\s*|- |(?<!\w)'|\bplease |\bkindly |\byou (?:must|should|will|shall|are to|need to|"
    r"have to|may|can|ought to|are (?:required|instructed|asked|now) to) |\byour (?:\w+ ){0,2}(?:task|job|goal|role|mission|"
    r"objective|purpose|instructions?) (?:is|are) (?:now )?to |\bi (?:want|need|order|command|expect) you to |\b(?:make|be) sure "
    r"(?:to|you|that you) |\b(?:remember|(?:do not|don't) (?:forget|hesitate)|feel free|proceed|ensure|keep in mind) to )"
    r"(?:(?:now|then|next|also|instead|first|finally|just|only|always|and|so|but|(?!reply)\w+ly),? ){0,2})"
)

IMPERATIVES = (
    # "add an event that …", "create a new record", "extract one event"
    rf"{_FILL} (?:(?:an?|the|this|that|one|two|three|another|new|extra|additional|following|all|only|at least|"
    rf"exactly|fake|false|\d+|single|valid|empty|list of|array of|of) ){{1,5}}(?:\w+[- ])?{_ENTRY}\b"
    r"(?! (?:log|label|industry|company|deal|number|crowds?|books?|profits?|time|high|low|ticket|budget)s?\b)",
    # "output only JSON", "respond with the following", "reply with the word yes", "return nothing"
    r"(?:output|respond|reply|answer|return|print|emit|write|say) (?:back )?(?:(?:only|just|exactly|solely|simply|always|"
    r"back|with|in|by|as|using|nothing but|valid|the|this|a|an|one|single|strict|raw|plain) ){0,6}(?:json|xml|yaml|csv|"
    r"markdown|records?|following|verbatim|empty (?:list|array|object|string)|words?\b|phrases?|string|nothing(?: else| more)?\b|"
    r"true\b|false\b|null\b|\[\]|\{\})",
    r"(?:output|respond|reply|answer|return|print) (?:only |just |with )*(?:yes|no)(?: ?[.,;:!\"'”’)]| only|$)",
    # "report that 900 people were killed", "record this incident as …", "mark it corroborated"
    rf"{_SAY} (?:only |just |exactly |also |it as (?:a )?fact |the fact |to the user |back )?that\b",
    r"(?:record|report|register|log|list|classify|code|label|mark|tag|treat|count|present|describe|summari[sz]e|regard|"
    r"consider|flag) (?:this|it|them|the (?:above|following|previous|preceding|last|incident|event|attack|article|"
    r"text|story|claim|next)|(?:every|each|"
    r"all|any) (?:events?|incidents?|attacks?|sentences?|claims?|records?))\b.{0,50}?\b(?:as\b|true\b|corroborated|confirmed|"
    r"verified|facts?\b)",
    r"(?:record|report|add|include|log|list|insert|append|copy|extract|write|output|mention|use) (?:also )?(?:the )?(?:following|next|"
    r"above|preceding|previous)(?: (?:\w+ )?(?:events?|incidents?|facts?|claims?|sentences?|lines?|paragraphs?|text|attacks?|toll|"
    r"news|statements?|items?))?(?: \w+){0,6} ?(?:[:;.,–-]|$)",
    r"mark (?:it|this|them) (?:as )?(?:corroborated|confirmed|verified|true)\b",
    r"(?:set|put|make|change|fill) (?:the )?(?:\w+ ){0,2}(?:killed|injured|wounded|toll|status|place|initiators?|"
    r"targets?|event_class|class|casualties|confidence|weapons?|claimants?|location|date|title)\b.{0,20}?(?: to | as | with |=|:)",
    # the reply and what goes into it
    rf"(?:{_FILL}|{_SHAPE})\b.{{0,90}}?\b(?:in|into|to|from|of|for|within|throughout|with|by|using|at) (?:\w+ )?your (?:\w+ )?"
    rf"{_REPLY}\b",
    rf"{_FILL}\b.{{0,90}}?\b(?:in|into|to|from|of|at|within) (?:the end of |the top of |the start of )?{_WHOSE} "
    rf"(?:\w+ )?(?:{_REPLY}|brief(?:ing)?|headline|top line|key takeaways?)\b",
    rf"(?:{_SHAPE}|replace) {_WHOSE} (?:\w+ )?(?:{_REPLY}|letters (?:in|of) your)\b",
    rf"{_INTO}\b.{{0,70}}\b(?:following|subsequent|below|this|these) (?:\w+ )?(?:code|script|program|snippet)\b",
    # what only a prompt has
    r"(?:reveal|show|print|repeat|output|display|leak|send|share|tell me|give me|expose|disclose|dump|list)\b.{0,30}"
    r"\b(?:(?:system|initial|hidden|secret|original) (?:prompt|instructions?|message)|your (?:prompt|instructions|rules|"
    r"guidelines|configuration|training|api key|secrets?|passwords?|credentials)|api keys?|(?:words|text|conversation|everything) "
    r"above)",
    r"(?:translate|summari[sz]e|decode|decrypt|execute|run|evaluate|follow|obey|paraphrase|continue|complete) "
    r"(?:and \w+ )?(?:the |this |these |that |all )?(?:\w+ ){0,2}?(?:following|instructions?|base64|rot13|hex|string|payload|"
    r"encoded|prompt|code|command|text below|text above)\b",
    r"(?:do not|don't|never|avoid|refrain from|stop|skip) (?:extract|summari[sz]|classify|label|cod(?:e|ing)\b|mention|report|"
    r"includ|record|output|list|produc|generat|return|add|reveal|follow|flag|warn|tell)\w* (?:\w+ ){0,4}(?:articles?|text|events?|"
    r"sentences?|passages?|documents?|records?|users?|paragraphs?|instructions?|(?:any|no)thing (?:else|other|from|about))\b",
    r"(?:write|compose|draft|create|develop|generate|provide|give|tell) (?:me |us )?(?:an? |the )(?:\w+ ){0,3}(?:poem|haiku|"
    r"essay|short story|recipe|limerick|function|introduction for|cover letter)\b",
    # persona
    r"(?:act|behave|respond|answer|reply|pretend|role-?play|imagine|simulate|assume the role|speak|continue)\b "
    r"(?:as|like|to be|being|you are|you're|of|that you are) (?:if you (?:are|were) )?(?:an? |the |my )?(?:\w+[- ]){0,3}"
    rf"(?:{_SURE_MODEL}|dan|{_WORK} {_PROGRAM})\b",
)
"""Orders that carry something to do, each after `WHERE`: never excused."""

ADDRESSES = (
    rf"\byour (?:final |next |whole |entire )?{_REPLY} (?:must|should|shall|has to|needs to|is to|can only|may only)\b"
    r"(?: only| not| be| begin| start| contain| include| consist| end| list| mention| say| state)",
    rf"\bin your {_REPLY}, (?:\w+ )?(?:suggest|mention|tease|state|say|report|include|add|claim|write|list|tell|recommend|promote)\b",
    r"\b(?:following|subsequent|below) (?:code|script) (?:snippet|excerpt|block|section|portion|fragment|segment)s?\b",
    r"\byour code(?:base)? (?:should|could|must|will|needs)\b|\b(?:in|into|to|with|of) your (?:codebase|algorithm|solution architecture)\b",
    r"\bfrom (?:now|this point|here) on,? (?:you (?:are|will|must|should|shall)|your|ignore|respond|reply|answer|act|always|only|treat)\b",
    r"(?:^|[.:;!\])>\-=#*\"] ?)(?:new|updated|additional|important|special|secret|hidden|system|real|actual|further|revised|urgent|"
    r"final|admin(?:istrator)?|developer|override) (?:\w+ )?(?:instructions?|prompt|directives?|system message|override)s?"
    rf"(?: (?:for|to) (?:the |all |any )?{_MODEL})? ?(?::|-|–|—|\bfollow\b|$)",
    r"\b(?:developer|debug|god|admin(?:istrator)?|dan|jailbreak|unrestricted|sudo) mode (?:is )?(?:now )?(?:on|enabled|activated|"
    r"active|engaged)\b|\b(?:enter|enable|activate|switch (?:in)?to) (?:\w+ )?(?:developer|debug|god|dan|jailbreak|unrestricted|sudo) "
    r"mode\b|\bdo anything now\b",
    r"\byou are (?:now |no longer |henceforth |currently )?(?:acting as |in the role of )?(?:an? |the |my |in )?(?:\w+[- ]){0,3}"
    rf"(?:{_SURE_MODEL}|dan|(?:news |event )?{_WORK} (?:\w+ )?{_PROGRAM})\b",
    rf"\bas an? (?:{_SURE_MODEL}),? (?:you|your|it is your)\b",
    rf"\b(?:if|since|because|when) you(?:'re| are) (?:an? )?(?:{_SURE_MODEL}|processing|summari[sz]ing|extracting|reading this "
    r"(?:as|article|text|page|message))\b",
    rf"\b(?:note|message|attention|notice|memo|warning|instructions?|reminder|hint|command|addressed|directed|dear|hey|hello|hi|"
    rf"important)\b\W{{0,3}}(?:notice |note |message )?(?:to |for |at )?(?:the |any |all |every |our )?(?:{_MODEL})"
    rf"(?:,? (?:and|or) (?:the |any |all )?(?:{_MODEL}))*(?= ?[:;,.!\])–—-]| ?$| (?:reading|processing|that|who|which|summari|pars|"
    r"extract|you|must|should|only|do not|ignore))",
    rf"(?:^|[\[(<{{#*\"] ?)(?:{_SURE_MODEL})s?(?: (?:and|or) (?:{_SURE_MODEL})s?)? ?[:,] ?\w",
    rf"\b(?:any|all|every|whatever|whichever|the) (?:{_MODEL}) (?:reading|processing|summari[sz]ing|parsing|extracting|analy[sz]ing|"
    r"ingesting)\b (?:this|the|these)\b.{0,60}\b(?:must|should|shall|has to|have to|needs? to|is to|are to|will|is (?:required|"
    r"instructed))\b",
    r"\b(?:when|while|before|after) (?:summari[sz]ing|extracting|processing|parsing|annotating|coding|labell?ing) (?:from )?"
    rf"(?:this|the|these) (?:\w+ )?(?:articles?|texts?|documents?|pages?|news|data|events?|content)\b,? ?(?:you|please|always|make|"
    rf"ignore|{_FILL})\b",
)
"""Words that only a model or its program can be meant by, wherever they stand: never excused."""

OVERRIDES = (
    rf"{WHERE}{_FORGET} (?:(?:{_PRIOR}|of|and|or|that|about|to|you|given|have|been) ){{0,6}}(?:\w+ )?{_ORDERS}\b",
    rf"{WHERE}{_FORGET} (?:everything|anything|all|what(?:ever)?)\b.{{0,30}}\b(?:above|before|said|told|written|learned|learnt|know|"
    r"earlier|previously)\b",
    rf"\b{_FORGET} (?:(?:all|any|the|of|your|my) ){{0,3}}(?:(?:previous|prior|above|preceding|earlier|system) (?:\w+ )?(?:prompts?|"
    r"instructions?|system messages?)|system prompts?|programming|guardrails)\b",
    r"\byour (?:previous |prior |original |earlier |initial )?(?:system )?(?:instructions|prompts?|guidelines|programming|task)\b.{0,40}"
    r"\b(?:no longer|cancelled|canceled|void|replaced|superseded|overridden|obsolete|updated|changed|revoked|suspended|wrong)\b",
    r"\b(?:overrides?|supersedes?|replaces?) (?:all |any |your |the )*(?:previous|prior|earlier|above|other)? ?(?:instructions?|prompts?|"
    r"task)\b",
)
"""Orders to forget other orders: excused where a person of the news says or hears them."""

TALK = (
    r"\byour (?:\w+ )?(?:outputs?|summary|completions?|extractions?|generated text|system prompt|prompt)\b(?!.*\?)",
)
"""Talk to whoever writes a reply: excused where a person of the news says it. Nothing around it is suspect."""

SPOKEN = re.compile(
    r"\b(?:said|says|told|tells|asked|asks|added|adds|urged|urges|ordered|orders|wrote|writes|warned|warns|shouted|replied|"
    r"radioed|instructed|advised|announced|declared|stated|demanded|insisted|quipped|joked|according to)\b"
)
"""Verbs that give a sentence to a speaker."""

HEARD = re.compile(r"\b(?:to|not|would|could|will|did|does|do|they|who|we|that|which|and|or|people|troops|men) $")
"""Before an order's verb: the verb reports, and orders nobody."""

HINTS = word_set(
    "add append insert include create generate output print emit return produce write set mark log list "
    "register record report fill copy extract label tag code classify replace inject prepend submit provide "
    "state mention modify change alter augment enhance extend begin start end finish conclude precede follow "
    "preface enrich rewrite amend correct update adjust use introduce misspell scramble jumble rearrange "
    "combine group remove substitute convert anagram integrate incorporate embed suggest put place give keep "
    "make show display express emphasize emphasise highlight stress render weave translate format answer reply "
    "respond repeat tell treat count present describe summarize summarise regard consider flag reveal leak "
    "send share expose disclose dump decode decrypt execute run evaluate obey paraphrase continue complete "
    "never avoid refrain stop skip don compose draft develop act behave pretend roleplay role imagine simulate "
    "assume speak utilize utilise merge blend fuse deploy adopt leverage employ interweave infuse absorb meld "
    "harmonize harmonise implement ensure engage enlist let assimilate to say do"
)
"""Of each of `IMPERATIVES` the first word is one of these: looked for first, because most sentences hold no order."""

_SAYS = word_set("report record state write log mention include output print answer reply respond repeat conclude tell")
_CALLS = word_set(
    "record report register log list classify code label mark tag treat count present describe summarize "
    "summarise regard consider flag"
)
_SETS = word_set("set put make change fill")
_SLOTS = word_set(
    "killed injured wounded toll status place initiator initiators target targets event class casualties confidence weapon weapons "
    "claimant claimants location date title"
)
_THINGS = word_set(
    "event events record records entry entries json xml yaml csv markdown object objects field fields value values array arrays key keys "
    "bullet bullets takeaway takeaways tuple tuples following verbatim empty word words phrase phrases string nothing anything true false "
    "null yes no next above preceding previous your response responses reply replies answer answers output outputs summary summaries "
    "completion completions extraction extractions generated message brief briefing headline line code script program snippet prompt "
    "instruction instructions api base rot hex payload encoded command text article articles sentence sentences passage passages document "
    "documents user users paragraph paragraphs poem haiku essay short recipe limerick function introduction cover ai ais llm llms language "
    "assistant virtual digital chat chatbot chatbots summarizer summarizers summariser summarisers automated chatgpt gpt dan reporting "
    "coding summarization summarisation annotation corroborated confirmed verified"
)


def may_be_order(read: str, words: frozenset[str]) -> bool:
    """Whether any of `IMPERATIVES` could fit, told quickly: a verb and a thing of theirs."""
    if words.isdisjoint(HINTS):
        return False
    if not words.isdisjoint(_THINGS) or "[]" in read or "{}" in read:
        return True
    if "that" in words and words & _SAYS:
        return True
    return bool(words & _CALLS and words & {"as", "fact", "facts"}) or bool(words & _SETS and words & _SLOTS)


NAMES = word_set(
    "your ai ais llm llms gpt model models assistant assistants chatbot chatbots bot bots summarizer "
    "summarizers summariser summarisers parser parsers extractor annotator classifier crawler scraper scrapers "
    "agent agents chatgpt claude gemini copilot llama qwen mistral deepseek automated code script now point "
    "here instruction instructions prompt prompts directive directives override mode anything dan summarizing "
    "summarising extracting processing parsing annotating coding labeling labelling reading system message "
    "extraction crawlers annotators extractors classifiers chat"
)
"""Of each of `ADDRESSES` one word is one of these."""
