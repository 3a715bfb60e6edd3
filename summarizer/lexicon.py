"""Cue words of English news that several modules share. Plain data, and how a pattern is made of it; knows nobody.

Words are folded keys (lower case, straight apostrophes) as `summarizer.grounding.text` makes them. Some cue words
are left
out on purpose: `evals.perturb` holds them out, to measure how the gate does on words it was not written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern of all the words, the longest first; grouped by their first letters: many times as fast as a flat one."""
    return by_first_letter((re.escape(w[0]), re.escape(w[1:])) for w in sorted(words, key=len, reverse=True))


def by_first_letter(patterns: Iterable[tuple[str, str]]) -> str:
    """The same of patterns, each given as that of its first letter and that of the rest, in the order of trying."""
    by_letter: dict[str, list[str]] = {}
    for letter, rest in patterns:
        by_letter.setdefault(letter, []).append(rest)
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def first_letters(words: Iterable[str]) -> str:
    """A look at whether any of the words can begin here: most places of a text are passed over by it."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())


# --- Grammar ---------------------------------------------------------------------------------------------------------

ARTICLES = word_set("the a an")
DETERMINERS = ARTICLES | word_set("his her its their our my this that these those some any each every another")
PRONOUNS = word_set(
    "he she it they him her them his hers its their theirs we our i you me my your who whom which that this these those"
    " himself herself itself themselves someone somebody anyone anybody everyone everybody nobody one ones other others"
    " former latter both each all some any"
)
BE = word_set("be is are was were been being am isn't aren't wasn't weren't 're got get gets getting")
HAVE = word_set("has have had having hasn't haven't hadn't")
DO = word_set("do does did don't doesn't didn't")
MODALS_FUTURE = word_set("will shall won't shan't 'll")
MODALS_POSSIBLE = word_set(
    "would could may might should can must ought wouldn't couldn't mightn't shouldn't can't cannot mustn't needn't"
)
AUXILIARIES = BE | HAVE | DO | MODALS_FUTURE | MODALS_POSSIBLE
PREPOSITIONS = word_set(
    "in on at near from within after since for by during before until over under around across along through into"
    " onto towards toward against outside inside beyond above below behind off amid per via following despite without"
    " between among of to with as about than"
)
FUNCTION_WORDS = (
    ARTICLES
    | AUXILIARIES
    | PREPOSITIONS
    | word_set(
        "and or but nor so yet while when where then also only just not no there here if because that which who whom"
        " whose"
    )
    | word_set(
        "however meanwhile moreover although though unless whether still again too very more most much many such same"
        " its it"
    )
)
DROPPABLE = ARTICLES | word_set("that also of in on at for as then has have had is are was were and")
"""Function words whose loss leaves a quotation's meaning alone; never a negation, a modal, "to" or "by"."""
ADVERBS = word_set(
    "also later earlier further still now then again all both each reportedly allegedly just only already soon there"
    " here once twice first today yesterday overnight initially separately meanwhile instead even ever since"
    " themselves"
)
SUBORDINATORS = word_set(
    "after while when whereas although though because since as following but which who whose where until before amid"
    " despite"
)
IRREGULAR_PAST = word_set(
    "sent took left saw shot hit held brought drove made put cut set struck fled fell lost found met told said began"
    " broke came went gave got grew had kept knew led let meant paid ran rose sat seen sold spoke stood taught thought"
    " threw won wrote fought blew built bought burnt caught chose dealt drew ate flew forgot hid hung laid lay read"
    " rode shook shut sank slept spent stole swore tore wore withdrew undertook overran overthrew became hurt died"
    " burst"
)
NOT_VERBS_IN_ED = word_set(
    "hundred armed unarmed masked united red bed shed need speed seed breed indeed naked wounded injured dead"
    " mohammed muhammed mohamed ahmed saeed sayed waleed rasheed majeed khaled hamed javed"
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec"
)
TIME_WORDS = (
    WEEKDAYS
    | MONTHS
    | word_set("today yesterday tomorrow tonight overnight morning evening afternoon night midnight noon week month")
)

# --- Speech ----------------------------------------------------------------------------------------------------------

SPEECH_VERBS = word_set(
    "say says said saying tell tells told add adds added adding announce announces announced announcing state states"
    " stated stating report reports reported reporting claim claims claimed claiming confirm confirms confirmed"
    " confirming declare declares declared warn warns warned warning note notes noted stress stresses stressed insist"
    " insists insisted argue argues argued explain explains explained describe describes described acknowledge"
    " acknowledges acknowledged admit admits admitted accuse accuses accused accusing blame blames blamed blaming"
    " allege alleges alleged document documents documented record records recorded count counts counted estimate"
    " estimates estimated reveal reveals revealed believe believes believed write writes wrote tweet tweeted post"
    " posted assert asserts asserted maintain maintains maintained comment commented remark remarked reply replied"
    " respond responded think thinks thought recall recalled testify testified verify verified put puts condemn"
    " condemns condemned urge urges urged suggest suggests suggested show shows showed disclose disclosed indicate"
    " indicates indicated conclude concluded hail hailed praise praised call called point pointed list listed mention"
    " mentioned quip ask asks asked demand demands demanded tally tallied identify identified vow vows vowed clarify"
    " clarifies clarified name names named register registered registers promise promised pledged repeat repeats"
    " repeated raise raised"
)
ADDRESSING_VERBS = word_set(
    "accuse accuses accused accusing blame blames blamed blaming condemn condemns condemned praise praised hail"
    " hailed urge urges urged warn warns warned ask asks asked tell tells told"
)
"""Speech verbs whose object is a party: who says it to or of whom can be swapped."""
REPORTING_VERBS = SPEECH_VERBS & word_set(
    "said says told tells added adds reported reports confirmed confirms claimed claims announced stated estimated estimates"
    " wrote writes insisted insists warned warns noted saying insisting estimate documented documents recorded"
)
"""Verbs that carry news on somebody's word; accusing, asking or refusing is an act of its own."""
NEVER_IN_NAMES = AUXILIARIES | word_set("not never to after before when where because if he she it they we i")
"""Words that no phrase naming a speaker holds."""
CLAUSE_OPENERS = ADVERBS | TIME_WORDS | SUBORDINATORS | word_set("and but that on in late early")
PHRASE_ENDS = SUBORDINATORS | word_set("that who whose which to and")
DENIAL_VERBS = word_set("deny denies denied denying denial denials refute refutes refuted refuting")
DISMISSAL_VERBS = word_set(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing dispute disputes disputed disputing"
)
"""Deny only when what is dismissed is a report: "dismissed claims that …", "rejected allegations of …"."""
REPORT_NOUNS = word_set(
    "claim claims report reports allegation allegations accusation accusations rumour rumours rumor rumors suggestion"
    " suggestions charge charges assertion assertions account accounts involvement responsibility"
)
SPEECH_NOUNS = word_set(
    "statement announcement figure data statistic report account interview communique bulletin post tweet message"
    " briefing speech letter release"
)

# --- Reality: what has not happened, or is not said to have ----------------------------------------------------------

NEGATORS = word_set("not never no none nobody neither nor without cannot hardly")
PLAN_WORDS = word_set(
    "plan plans planned planning due set scheduled expected expects expect intend intends intended agree agrees"
    " agreed promise promises promised pledge pledges pledged offer offers offered ready prepare prepares prepared"
    " preparing decide decides decided aim aims aimed hope hopes hoped want wants wanted seek seeks sought willing"
    " order orders ordered consider considers considering going vow vows vowed proposes proposed propose"
)
PLAN_NOUN_WORDS = word_set("planned scheduled upcoming proposed forthcoming intended future")
THREAT_WORDS = word_set("threaten threatens threatened threatening threat threats")
POSSIBLE_WORDS = word_set(
    "if unless whether perhaps possible possibly potential potentially feared fear fears fearing risk risks likely"
    " unlikely hypothetical possibility prospect chance danger"
)
REQUEST_WORDS = word_set(
    "urge urges urged urging demand demands demanded demanding ask asks asked asking appeal appeals appealed"
    " appealing call calls called calling request requests requested requesting"
)
FOIL_WORDS = word_set(
    "foil foils foiled foiling thwart thwarts thwarted thwarting avert averts averted averting prevent prevents"
    " prevented preventing"
)
FOIL_SIGNS = word_set(
    "intercepted intercept defused disarmed detected detecting discovered repelled preparing plot plotting plotted"
    " before seized down"
)
"""Not enough to doubt that something happened, but enough to believe a record that calls it foiled."""
FALSE_WORDS = word_set("false baseless unfounded fabricated fake hoax lies wrong incorrect")
FAIL_WORDS = word_set("fail fails failed failing attempt attempts attempted attempting try tries tried trying failure")
CANCEL_WORDS = word_set(
    "cancel cancels cancelled canceled cancelling canceling postpone postpones postponed postponing scrap scraps"
    " scrapped abandon abandons abandoned abandoning abort aborted refuse refuses refused refusing decline declines"
    " declined declining"
)
HAPPENING = word_set("happen occur begin start resume proceed materialise materialize convene")
"""Say of their subject that it takes place: an operator over them covers the subject as well."""
IMPLICATIVES = word_set(
    "began begin begins started start starts continued continue continues continuing managed manages used helped"
    " forced came went rushed resumed moved proceeded resorted led leading caused able enough forcing helping leaving"
    " sent causing"
)
"""Before "to" and a verb, also with an object between, these leave it told as fact: "continued to shell"."""
IMPLICATIVE_AUXILIARIES = word_set("had have has having needed was were")
"""The same, but only right before "to": "had to flee"."""
FACT_GERUNDS = word_set(
    "began begin begins started start starts continued continue continues kept keep keeps resumed resume resumes"
    " reported finished admitted acknowledged described recalled spent seen was were is are been be including"
    " following after before while by without stopped left killed of for when and as since went came remained remain"
)
"""Words after which an "-ing" form tells a fact; after other verbs it need not ("is weighing bombing")."""
FACT_NOUNS = word_set(
    "fact facts news statement statements announcement confirmation evidence sign signs reports report extent degree"
    " point time day moment result way place reason impression indication proof"
)
FACT_ADJECTIVES = word_set(
    "true clear certain confirmed known understood believed reported evident obvious alleged right correct reportedly"
)
SUPPORTING = word_set(
    "confirmed confirms make makes made repeat repeated repeats back backed renewed published issued received cited"
    " citing according amid after following with support supported investigate investigated investigating investigates"
    " by from face faced faces despite amplified echoed is are was were there be been has have had heard say said says"
    " responded commented asked reacted"
)
"""Before "claims that …" these do not turn against the claim; any other verb may."""
ACCUSING = word_set("accused accuses accuse accusing accusation accusations suspected convicted guilty instead capable")

# --- Casualties: cues by kind and form -------------------------------------------------------------------------------

PARTICIPLES = {
    "killed": word_set(
        "killed slain murdered executed assassinated massacred martyred beheaded lynched slaughtered gunned"
    ),
    "injured": word_set("injured wounded hurt maimed hospitalised hospitalized"),
    "detained": word_set("detained arrested jailed imprisoned apprehended rounded remanded handcuffed"),
    "abducted": word_set("abducted kidnapped snatched"),
    "captured": word_set("captured held seized freed released"),
    "missing": word_set("disappeared vanished"),
    "displaced": word_set("displaced uprooted evacuated evicted relocated"),
    "affected": word_set("affected"),
}
ACTIVES = {
    "killed": word_set("kill kills killing murders murdering executes executing assassinating slaughtering massacring"),
    "injured": word_set("injure injures injuring wounding wounds hurting hurts maiming"),
    "detained": word_set("detain detains detaining arrest arresting jails jailing rounding"),
    "abducted": word_set("abduct abducts abducting kidnap kidnaps kidnapping snatching"),
    "displaced": word_set("displace displaces displacing uproots uprooting evacuating"),
    "affected": word_set("affecting affects"),
}
STATES = {
    "killed": word_set("dead died dies die perished perish drowned deceased"),
    "injured": word_set(""),
    "missing": word_set("missing unaccounted"),
    "abducted": word_set("hostage captive"),
    "displaced": word_set("fled flee fleeing homeless sheltering"),
    "detained": word_set("custody questioning"),
}
NOUNS = {
    "killed": word_set("death deaths fatality fatalities toll killings bodies body corpses lives"),
    "injured": word_set("injury injuries burns"),
    "detained": word_set("arrests detentions detainees"),
    "captured": word_set("prisoners"),
    "abducted": word_set("hostages captives abductions kidnappings"),
    "displaced": word_set("refugees evacuees"),
    "casualties_unspecified": word_set("casualties casualty victims"),
}
FORMS = {
    key: (kind, form)
    for form, table in (("participle", PARTICIPLES), ("active", ACTIVES), ("state", STATES), ("noun", NOUNS))
    for kind, keys in table.items()
    for key in keys
}
"""Folded key -> (casualty kind, form)."""
KIND_NAMES = {
    "killed": word_set("killed dead deaths death died fatalities fatality kills slain"),
    "injured": word_set("injured wounded hurt injuries injury wounds"),
    "missing": word_set("missing"),
    "detained": word_set("detained arrested arrests detentions jailed detainees"),
    "abducted": word_set("abducted kidnapped hostages abductions kidnappings hostage"),
    "displaced": word_set("displaced displacement evacuated evacuees homeless refugees fled"),
    "casualties_unspecified": word_set("casualties casualty victims"),
    "affected": word_set("affected"),
}
"""Words in a field's name that say which casualty it counts."""
ACCEPTED_KINDS = {"detained": word_set("detained captured"), "abducted": word_set("abducted captured")}
"""Cues of "captured" leave open who holds the people: either field may take them."""
PATIENT_VERBS = word_set("brought taken treated admitted rushed carried transferred")
"""Verbs between people and their injuries: "were taken to hospital with burns"."""
LEAVING_WORDS = word_set("from left leave leaving leaves fled flee fleeing lost abandoned abandon out")
"""Before "their homes" these make people displaced."""

THINGS = word_set(
    "vehicle car truck lorry bus tank armoured convoy house home building school hospital clinic church mosque shop"
    " store market tent shelter village town city district province region country neighbourhood neighborhood area"
    " site camp base outpost checkpoint post position shell rocket missile bomb drone airstrike strike attack raid"
    " round bullet grenade mortar mine explosion blast gun rifle weapon magazine plane jet helicopter aircraft ship"
    " boat vessel ferry bridge road well farm field goat sheep cow camel animal cattle head clash incident case"
    " operation sortie flight warplane battle time occasion kilometer place location spot room floor storey story"
    " point seat vote article law resolution stage phase day hour week month year bag box sack crate item motorcycle"
    " motorbike bike wagon carriage train station plant factory refinery pipeline bank warehouse stall kiosk tree"
    " street block side front line hole charge count degree tower pylon interceptor battery system launcher device"
    " parcel letter copy page metre wave minute meeting talk copter weapon"
)
TOLL_WORDS = word_set("toll number tally count total figure")
LINKS = word_set(
    "remain remains remained went reported listed declared left found feared presumed believed confirmed taken held"
    " made pronounced thought known said in into as to of treated for suffered sustained with treatment picked up"
    " under their his her from left leaving"
)
"""Words that may stand between the people counted and what befell them: "remain in custody", "are feared dead"."""
INCLUDING = word_set("including among most mostly mainly all some many several aged")
