"""Cue words of English news that several modules share. Plain data; knows nobody.

Words are folded keys (lower case, straight apostrophes) as `summarizer.grounding.text` makes them. Some cue words are left
out on purpose: `evals.perturb` holds them out, to measure how the gate does on words it was not written for.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- Grammar ---------------------------------------------------------------------------------------------------------

ARTICLES = _set("the a an")
DETERMINERS = ARTICLES | _set("his her its their our my this that these those some any each every another")
PRONOUNS = _set(
    "he she it they him her them his hers its their theirs we our i you me my your who whom which that this these those"
    " himself herself itself themselves someone somebody anyone anybody everyone everybody nobody one ones other others"
    " former latter both each all some any"
)
BE = _set("be is are was were been being am isn't aren't wasn't weren't 're got get gets getting")
HAVE = _set("has have had having hasn't haven't hadn't")
DO = _set("do does did don't doesn't didn't")
MODALS_FUTURE = _set("will shall won't shan't 'll")
MODALS_POSSIBLE = _set(
    "would could may might should can must ought wouldn't couldn't mightn't shouldn't can't cannot mustn't needn't"
)
AUXILIARIES = BE | HAVE | DO | MODALS_FUTURE | MODALS_POSSIBLE
PREPOSITIONS = _set(
    "in on at near from within after since for by during before until over under around across along through into onto"
    " towards toward against outside inside beyond above below behind off amid per via following despite without between"
    " among of to with as about than"
)
FUNCTION_WORDS = (
    ARTICLES
    | AUXILIARIES
    | PREPOSITIONS
    | _set(
        "and or but nor so yet while when where then also only just not no there here if because that which who whom whose"
    )
    | _set(
        "however meanwhile moreover although though unless whether still again too very more most much many such same its it"
    )
)
DROPPABLE = ARTICLES | _set("that also of in on at for as then has have had is are was were and")
"""Function words whose loss leaves a quotation's meaning alone; never a negation, a modal, "to" or "by"."""
ADVERBS = _set(
    "also later earlier further still now then again all both each reportedly allegedly just only already soon there here"
    " once twice first today yesterday overnight initially separately meanwhile instead even ever since themselves"
)
SUBORDINATORS = _set(
    "after while when whereas although though because since as following but which who whose where until before amid despite"
)
IRREGULAR_PAST = _set(
    "sent took left saw shot hit held brought drove made put cut set struck fled fell lost found met told said began broke"
    " came went gave got grew had kept knew led let meant paid ran rose sat seen sold spoke stood taught thought threw won"
    " wrote fought blew built bought burnt caught chose dealt drew ate flew forgot hid hung laid lay read rode shook shut sank"
    " slept spent stole swore tore wore withdrew undertook overran overthrew became hurt died burst"
)
IRREGULAR_PARTICIPLES = _set(
    "taken seen given gone known shown driven fallen broken chosen thrown shaken stolen written withdrawn overthrown blown"
    " drawn begun flown hidden torn sunk laid told held sent met brought struck"
)
NOT_VERBS_IN_ED = _set(
    "hundred armed unarmed masked united red bed shed need speed seed breed indeed naked wounded injured dead mohammed muhammed mohamed ahmed saeed sayed waleed rasheed majeed khaled hamed javed"
)
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept"
    " oct nov dec"
)
TIME_WORDS = (
    WEEKDAYS
    | MONTHS
    | _set("today yesterday tomorrow tonight overnight morning evening afternoon night midnight noon week month")
)

# --- Speech ----------------------------------------------------------------------------------------------------------

SPEECH_VERBS = _set(
    "say says said saying tell tells told add adds added adding announce announces announced announcing state states stated"
    " stating report reports reported reporting claim claims claimed claiming confirm confirms confirmed confirming declare"
    " declares declared warn warns warned warning note notes noted stress stresses stressed insist insists insisted argue"
    " argues argued explain explains explained describe describes described acknowledge acknowledges acknowledged admit admits"
    " admitted accuse accuses accused accusing blame blames blamed blaming allege alleges alleged document documents documented"
    " record records recorded count counts counted estimate estimates estimated reveal reveals revealed believe believes"
    " believed write writes wrote tweet tweeted post posted assert asserts asserted maintain maintains maintained comment"
    " commented remark remarked reply replied respond responded think thinks thought recall recalled testify testified verify"
    " verified put puts condemn condemns condemned urge urges urged suggest suggests suggested show shows showed disclose"
    " disclosed indicate indicates indicated conclude concluded hail hailed praise praised call called point pointed list listed"
    " mention mentioned quip ask asks asked demand demands demanded tally tallied identify identified vow vows vowed"
    " clarify clarifies clarified name names named register registered registers promise promised pledged repeat repeats repeated raise"
    " raised"
)
ADDRESSING_VERBS = _set(
    "accuse accuses accused accusing blame blames blamed blaming condemn condemns condemned praise praised hail hailed urge urges"
    " urged warn warns warned ask asks asked tell tells told"
)
"""Speech verbs whose object is a party: who says it to or of whom can be swapped."""
DENIAL_VERBS = _set("deny denies denied denying denial denials refute refutes refuted refuting disavows")
DISMISSAL_VERBS = _set(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing dispute disputes disputed disputing"
)
"""Deny only when what is dismissed is a report: "dismissed claims that …", "rejected allegations of …"."""
REPORT_NOUNS = _set(
    "claim claims report reports allegation allegations accusation accusations rumour rumours rumor rumors suggestion suggestions"
    " charge charges assertion assertions account accounts involvement responsibility"
)
SPEECH_NOUNS = _set(
    "statement announcement figure data statistic report account interview communique bulletin post tweet message briefing speech letter release"
)

# --- Reality: what has not happened, or is not said to have ----------------------------------------------------------

NEGATORS = _set("not never no none nobody neither nor without cannot hardly")
PLAN_WORDS = _set(
    "plan plans planned planning due set scheduled expected expects expect intend intends intended agree agrees agreed promise"
    " promises promised pledge pledges pledged offer offers offered ready prepare prepares prepared preparing decide decides"
    " decided aim aims aimed hope hopes hoped want wants wanted seek seeks sought willing order orders ordered consider considers"
    " considering going vow vows vowed proposes proposed propose"
)
PLAN_NOUN_WORDS = _set("planned scheduled upcoming proposed forthcoming intended future")
THREAT_WORDS = _set("threaten threatens threatened threatening threat threats")
POSSIBLE_WORDS = _set(
    "if unless whether perhaps possible possibly potential potentially feared fear fears fearing risk risks likely unlikely"
    " hypothetical possibility prospect chance danger"
)
REQUEST_WORDS = _set(
    "urge urges urged urging demand demands demanded demanding ask asks asked asking appeal appeals appealed appealing call calls"
    " called calling request requests requested requesting"
)
FOIL_WORDS = _set(
    "foil foils foiled foiling thwart thwarts thwarted thwarting avert averts averted averting prevent prevents prevented"
    " preventing"
)
FOIL_SIGNS = _set(
    "intercepted intercept defused disarmed detected detecting discovered repelled preparing plot plotting plotted before seized down"
)
"""Not enough to doubt that something happened, but enough to believe a record that calls it foiled."""
FALSE_WORDS = _set("false baseless unfounded fabricated fake hoax lies wrong incorrect")
FAIL_WORDS = _set("fail fails failed failing attempt attempts attempted attempting try tries tried trying failure")
CANCEL_WORDS = _set(
    "cancel cancels cancelled canceled cancelling canceling postpone postpones postponed postponing scrap scraps scrapped abandon"
    " abandons abandoned abandoning abort aborted refuse refuses refused refusing decline declines declined declining"
)
HAPPENING = _set("happen occur begin start resume proceed materialise materialize convene")
"""Say of their subject that it takes place: an operator over them covers the subject as well."""
IMPLICATIVES = _set(
    "began begin begins started start starts continued continue continues continuing managed manages used helped forced came went"
    " rushed resumed moved proceeded resorted led leading caused able enough forcing helping leaving sent causing"
)
"""Before "to" and a verb, also with an object between, these leave it told as fact: "continued to shell"."""
IMPLICATIVE_AUXILIARIES = _set("had have has having needed was were")
"""The same, but only right before "to": "had to flee"."""
FACT_GERUNDS = _set(
    "began begin begins started start starts continued continue continues kept keep keeps resumed resume resumes reported finished"
    " admitted acknowledged described recalled spent seen was were is are been be including following after before while by without"
    " stopped left killed of for when and as since went came remained remain"
)
"""Words after which an "-ing" form tells a fact; after other verbs it need not ("is mulling bombing")."""
FACT_NOUNS = _set(
    "fact facts news statement statements announcement confirmation evidence sign signs reports report extent degree point time day"
    " moment result way place reason impression indication proof"
)
FACT_ADJECTIVES = _set(
    "true clear certain confirmed known understood believed reported evident obvious alleged right correct reportedly"
)
SUPPORTING = _set(
    "confirmed confirms make makes made repeat repeated repeats back backed renewed published issued received cited citing according"
    " amid after following with support supported investigate investigated investigating investigates by from face faced faces despite"
    " amplified echoed is are was were there be been has have had heard say said says responded commented asked reacted"
)
"""Before "claims that …" these do not turn against the claim; any other verb may."""
ACCUSING = _set("accused accuses accuse accusing accusation accusations suspected convicted guilty instead capable")

# --- Casualties: cues by kind and form -------------------------------------------------------------------------------

PARTICIPLES = {
    "killed": _set(
        "killed slain murdered executed assassinated massacred martyred beheaded lynched slaughtered gunned"
    ),
    "injured": _set("injured wounded hurt maimed hospitalised hospitalized"),
    "detained": _set("detained arrested jailed imprisoned apprehended rounded remanded handcuffed"),
    "abducted": _set("abducted kidnapped snatched"),
    "captured": _set("captured held seized freed released"),
    "missing": _set("disappeared vanished"),
    "displaced": _set("displaced uprooted evacuated evicted relocated"),
    "affected": _set("affected"),
}
ACTIVES = {
    "killed": _set("kill kills killing murders murdering executes executing assassinating slaughtering massacring"),
    "injured": _set("injure injures injuring wounding wounds hurting hurts maiming"),
    "detained": _set("detain detains detaining arrest arresting jails jailing rounding"),
    "abducted": _set("abduct abducts abducting kidnap kidnaps kidnapping snatching"),
    "displaced": _set("displace displaces displacing uproots uprooting evacuating"),
    "affected": _set("affecting affects"),
}
STATES = {
    "killed": _set("dead died dies die perished perish drowned deceased"),
    "injured": _set(""),
    "missing": _set("missing unaccounted"),
    "abducted": _set("hostage captive"),
    "displaced": _set("fled flee fleeing homeless sheltering"),
    "detained": _set("custody questioning"),
}
NOUNS = {
    "killed": _set("death deaths fatality fatalities toll killings bodies body corpses lives"),
    "injured": _set("injury injuries burns"),
    "detained": _set("arrests detentions detainees"),
    "captured": _set("prisoners"),
    "abducted": _set("hostages captives abductions kidnappings"),
    "displaced": _set("refugees evacuees"),
    "casualties_unspecified": _set("casualties casualty victims"),
}
FORMS = {
    key: (kind, form)
    for form, table in (("participle", PARTICIPLES), ("active", ACTIVES), ("state", STATES), ("noun", NOUNS))
    for kind, keys in table.items()
    for key in keys
}
"""Folded key -> (casualty kind, form)."""
KIND_NAMES = {
    "killed": _set("killed dead deaths death died fatalities fatality kills slain"),
    "injured": _set("injured wounded hurt injuries injury wounds"),
    "missing": _set("missing"),
    "detained": _set("detained arrested arrests detentions jailed detainees"),
    "abducted": _set("abducted kidnapped hostages abductions kidnappings hostage"),
    "displaced": _set("displaced displacement evacuated evacuees homeless refugees fled"),
    "casualties_unspecified": _set("casualties casualty victims"),
    "affected": _set("affected"),
}
"""Words in a field's name that say which casualty it counts."""
ACCEPTED_KINDS = {"detained": _set("detained captured"), "abducted": _set("abducted captured")}
"""Cues of "captured" leave open who holds the people: either field may take them."""
PATIENT_VERBS = _set("brought taken treated admitted rushed carried transferred")
"""Verbs between people and their injuries: "were taken to hospital with burns"."""
LEAVING_WORDS = _set("from left leave leaving leaves fled flee fleeing lost abandoned abandon out")
"""Before "their homes" these make people displaced."""

THINGS = _set(
    "vehicle car truck lorry bus tank armoured convoy house home building school hospital clinic church mosque shop store market"
    " tent shelter village town city district province region country neighbourhood neighborhood area site camp base outpost"
    " checkpoint post position shell rocket missile bomb drone airstrike strike attack raid round bullet grenade mortar mine"
    " explosion blast gun rifle weapon magazine plane jet helicopter aircraft ship boat vessel ferry bridge road well farm field"
    " goat sheep cow camel animal cattle head clash incident case operation sortie flight warplane battle time occasion kilometer"
    " place location spot room floor storey story point seat vote article law resolution stage phase day hour week month year"
    " bag box sack crate item motorcycle motorbike bike wagon carriage train station plant factory refinery pipeline bank warehouse"
    " stall kiosk tree street block side front line hole charge count degree tower pylon interceptor battery system"
    " launcher device parcel letter copy page metre wave minute meeting talk copter weapon"
)
TOLL_WORDS = _set("toll number tally count total figure")
LINKS = _set(
    "remain remains remained went reported listed declared left found feared presumed believed confirmed taken held made pronounced"
    " thought known said in into as to of treated for suffered sustained with treatment picked up under their his her from left leaving"
)
"""Words that may stand between the people counted and what befell them: "remain in custody", "are feared dead"."""
INCLUDING = _set("including among most mostly mainly all some many several aged")
FATAL_ADVERBS = _set("fatally mortally")
