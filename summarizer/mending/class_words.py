"""Words that bear a class of event, and words that tell one by themselves.

Written from the descriptions of the codebook and from how news words such things; they say nothing about who did it,
whether it happened, or when: those have gates of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.schemas import EventClass

C = EventClass

_TOWN = (
    r"(?:towns?|cit(?:y|ies)|villages?|bases?|posts?|outposts?|barracks|stations?|airports?|airfields?|bridges?|hills?|"
    r"garrisons?|districts?|camps?|areas?|crossings?|quarters?|neighbou?rhoods?|positions?|headquarters|provinces?|"
    r"regions?)"
)
_FORCES = (
    r"(?:troops|soldiers|police(?:men)?|officers|forces|reinforcements|convoys?|columns?|battalions?|brigades?|units?|"
    r"tanks?|vehicles|warships?|frigates?|destroyers?|gunboats?|navy|marines|paratroopers|peacekeepers|guards|"
    r"search part(?:y|ies)|patrols?)"
)


_NEGATED = r"(?<!\bnot )(?<!\bnever )(?<!\bwithout )(?<!n’t )(?<!n't )"


def words(alternatives: str) -> re.Pattern[str]:
    """One pattern of alternatives, each at the start of a word, in any case, right after no negation."""
    return re.compile(rf"\b{_NEGATED}(?:{alternatives})", re.IGNORECASE)


MEANS: dict[EventClass, re.Pattern[str]] = {
    C.AIR_STRIKE: words(
        r"air[ -]?(?:strike|raid|attack|force|craft|bomb)|aerial|jets?\b|war-?planes?|planes?\b|bombers?\b|helicopters?|bomb(?:ed|s|ing|"
        r"ard)|sorties?|from the (?:air|sky)|strikes?\b|struck"
    ),
    C.DRONE_STRIKE: words(r"drones?|uavs?\b|unmanned|quadcopters?|loitering"),
    C.SHELLING_MISSILE: words(
        r"shell|artillery|mortars?|rockets?|missiles?|howitzers?|tank (?:fire|rounds?)|gunboats?|cannons?|bombard|pound|salvo|barrage"
        r"|strikes?\b|struck"
    ),
    C.IED_LANDMINE: words(
        r"ieds?\b|(?:land)?mines?\b|explosives?|explo(?:de|sion)|blast|device|bombs?\b|bombing|booby|deton|blew up|blown up"
    ),
    C.SUICIDE_ATTACK: words(r"suicide|blew (?:himself|herself|themselves|up)|bombers?\b|explosive (?:belt|vest)"),
    C.GRENADE: words(r"grenades?"),
    C.CHEMICAL_ATTACK: words(r"chemical|chlorine|sarin|toxic|nerve agent|mustard gas|poison"),
    C.SEXUAL_VIOLENCE: words(r"rap(?:e|ed|es|ing)\b|sexual|assault"),
    C.ABDUCTION: words(r"abduct|kidnap|hostages?|captives?|seized|snatched|taken|took|held"),
    C.PROTEST: words(
        r"protest|demonstrat|rall(?:y|ies|ied)|(?-i:march)|strik|sit-?ins?|sat down|picket|vigil|walk(?:ed)?[ -]?(?:out|"
        r"off)|gather|chant|"
        r"slogan|blockad|boycott|stoppage|shutdown|bandh|hartal|demanding"
    ),
    C.PROTEST_REPRESSED: words(
        r"tear ?gas|dispers|batons?|rubber|truncheon|water cannon|live (?:rounds|fire|ammunition)|police|soldiers|troops|officers|"
        r"fired|shot|beat|charged|broke up|clash|crackdown|arrest|detain"
    ),
    C.RIOT_MOB: words(r"riot|mob|crowd|lynch|unrest|loot|clash|torch|stones?"),
    C.FORCE_DEPLOYMENT: words(
        r"deploy|reinforce|troops?|soldiers|guards?men|guard members|personnel|flown|convoys?|column|battalions?|"
        r"brigades?|units?\b|sent|send|mov(?:e|ed|ing)\b|crossed|"
        r"advanc|arriv|ships?\b|"
        r"mobili[sz]"
    ),
    C.BASE_ESTABLISHED: words(r"bases?\b|outposts?|checkpoints?|posts?\b|camps?\b|headquarters"),
    C.BASE_REINFORCEMENT: words(r"bases?\b|outposts?|positions?|posts?\b|fortif|trench|garrison|defen[cs]es|reinforc"),
    C.FORCE_WITHDRAWAL: words(r"with ?dr[ae]w|pull|left|leav|retreat|evacuat|depart|abandon|exit|quit"),
    C.ARREST_DETENTION: words(r"arrest|detain|custody|jail|imprison|apprehend|held|rounded up|raid|charged"),
    C.AGREEMENT_CEASEFIRE: words(
        r"agree|truce|cease-?fire|deals?\b|accords?|pacts?\b|treat(?:y|ies)|memorandum|signed|armistice|halt"
    ),
    C.TALKS_MEETING: words(
        r"me(?:e|t)\b|meet|talks?\b|summit|visit|negotiat|host|dialogue|conference|consult|discuss|phone|call|receiv|"
        r"sessions?\b|vote|envoys?\b"
    ),
    C.SANCTION_RUPTURE: words(r"sanction|embargo|expel|suspend|cut|sever|ban|freez|froze|recall|break|broke|withdr"),
    C.DISPLACEMENT: words(
        r"flee|fled|displac|evacuat|homeless|refugees?|left|leave|uproot|driven|shelter|escape|return"
    ),
    C.WEAPONS_INTERCEPTED_SEIZED: words(
        r"seiz|intercept|shot down|shoot|confiscat|captur|found|recover|defus|cache|down(?:ed|ing)"
    ),
    C.LOOTING_DESTRUCTION: words(
        r"loot|burn|torch|destroy|demolish|ransack|vandal|raze|set (?:fire|ablaze)|stole|steal|damag|sabotag"
    ),
    C.TERRITORY_CAPTURED: words(
        r"captur|seiz|took|take|taken|retak|recaptur|overran|overrun|fell|fall|control|liberat|occup|held"
    ),
    C.TERRITORY_TRANSFER_NONVIOLENT: words(r"hand|transfer|surrender|cede|withdr|took|take|control|return"),
}
"""What must stand in the evidence for a class; classes that are not listed (attacks, clashes) need nothing."""

MEANS[C.STATEMENT] = words(
    r"accus|den(?:y|ies|ied|ials?)\b|threat|warn|demand|refus|reject|rebuff|condemn|denounc|critici[sz]|claim|vow|pledg|promis|"
    r"urg(?:e|ed|es)\b|call(?:ed|s|ing)? (?:for|on|it|the)\b|blam|apologi|dismiss|insist|announc|declar|appeal|ultimatum|"
    r"statement|(?:news|press) conference|"
    r"speech|remarks|told (?:reporters|journalists)|responsib|rule[ds]? out|express|welcom|prais|argu|disput|contest"
)
"""A statement is an event where saying it is the news; "said staff had left" reports that staff left."""

MEANS[C.GROUND_OFFENSIVE] = words(
    r"offensive|advanc|assault|invad|invasion|incursion|attack|storm|operation|captur|seiz|overr[au]n|push(?:ed|ing)? (?:in|on|to)|"
    r"fight|fought|battle|clash|breach|encircl|ambush|(?:re)?tak(?:e|en|ing)|took|kill"
)

TELLING: Mapping[EventClass, re.Pattern[str]] = {
    C.WEAPONS_INTERCEPTED_SEIZED: words(
        r"(?:seized|recovered|found|discovered|intercepted|confiscated|defused|detect(?:ed|ing)|got hold of)\b[^.;]{0,80}"
        r"(?:weapons?|rifles?|pistols?|rounds|ammunition|explosive|device|launchers?|vests?|grenades?|bullets|munitions)\b"
        r"|(?:shot|shoot(?:ing)?|brought|took) down|downed [^.;]{0,40}(?:drones?|missiles?|rockets?|jets?|aircraft)|"
        r"intercepted [^.;]{0,40}(?:drones?|missiles?|rockets?)"
    ),
    C.SUICIDE_ATTACK: words(r"suicide (?:attack|bomb|vest|car|truck)|blew (?:him|her|them)sel(?:f|ves) up"),
    C.CHEMICAL_ATTACK: words(r"chlorine|sarin|nerve agent|chemical (?:attack|weapon)"),
    C.DRONE_STRIKE: words(
        r"drones? (?:strikes?|attacks?|hit|struck|raid)|(?:hit|struck|killed|wounded) by (?:a |an |two |three |\w+ )?drones?|"
        r"(?:kamikaze|explosive|armed|attack|loitering) drones?"
    ),
    C.AIR_STRIKE: words(
        r"air[ -]?(?:strikes?|raids?|bombard)|war-?planes?|bombs fell|aerial bomb|(?:jets?|planes?|aircraft|"
        r"helicopters?|bombers?) (?:\w+ )?"
        r"(?:bomb|hit|struck|attack|pound|fired|dropp|strafe)|(?:dropped|dropping) [^.;]{0,20}bombs?"
    ),
    C.IED_LANDMINE: words(
        r"land-?mines?|(?:road ?side|car|parcel|time|planted|hidden) bombs?|(?:hand|home)-?made (?:explosive|bomb)|"
        r"improvised explosive|bomb attack|"
        r"mines and unexploded|bombs? (?:\w+ ){0,3}(?:buried|planted|hidden|placed|concealed)|explosives killed|"
        r"(?:died|killed|wounded|hurt) in (?:a|an|one|the) (?:\w+ )?(?:blast|explosion)|(?:bombs?|devices?|mines?|"
        r"explosives) (?:[\w-]+ ){0,6}?(?:went off|exploded|detonated|blew)|ieds?\b|booby"
    ),
    C.GRENADE: words(
        r"(?:threw|thrown|hurled|tossed|lobbed|throwing) [^.;]{0,30}grenades?|grenade (?:attack|blast|explo)"
    ),
    C.SHELLING_MISSILE: words(
        r"shell(?:s|ed|ing|fire)\b|artillery|mortars? (?:fire|rounds?|bombs?|shells?|attack)|mortars\b|howitzers?|bombard(?:ed|ment|ing)|"
        r"(?:ballistic|cruise|guided) missiles?|rockets? (?:hit|fell|landed|struck|fire|attack|were|slammed)|(?:fired|"
        r"launched) [^.;]{0,30}(?:rockets?|missiles?)|"
        r"missiles? (?:hit|fell|landed|struck|strike|attack|slammed)"
    ),
    C.SEXUAL_VIOLENCE: words(r"rape[ds]?\b|gang-?rape|sexual(?:ly)? (?:violence|assault|abuse)"),
    C.ABDUCTION: words(r"abduct|kidnap|(?:taken|took|held|holding) [^.;]{0,20}hostage|hostage-taking"),
    C.PROTEST_REPRESSED: words(
        r"(?:fired|used|firing|using) [^.;]{0,30}(?:tear ?gas|rubber bullets|water cannon|live rounds|live ammunition)|"
        r"(?:dispers|broke up|beat back)\w* [^.;]{0,40}(?:protest|crowd|march|demonstrat|rally|strik)|"
        r"(?:protest|crowd|march|demonstrat|rally)\w* [^.;]{0,40}(?:was|were) (?:dispersed|broken up)"
    ),
    C.RIOT_MOB: words(
        r"petrol bombs?|rioter|riot(?:s|ed|ing)?\b(?! police)|mobs?\b|lynch|beat (?:him|her|them) to death"
    ),
    C.ARMED_CLASH: words(
        r"clash(?:es|ed|ing)?\b|firefights?|gun ?battles?|shoot-?outs?|exchang\w+ (?:of )?(?:fire|shots|gunfire)|skirmish|at war\b|"
        r"(?:small-arms|cross-border) fire|ambush|fighting (?:between|broke|erupted|flared|near|around|in|raged|went|resumed|continued)|"
        r"(?:heavy|fierce|intense|street) fighting|fought|repuls|repell|battled|neutrali[sz]ed|rendered ineffective"
    ),
    C.TERRITORY_CAPTURED: words(
        rf"(?:captured|seized|overr[au]n|recaptured|(?:re)?took|(?:re)?taken)(?! (?:up|part|place|in|"
        rf"off)\b) (?:\w+ ){{0,4}}{_TOWN}\b|(?:took|taken|seized|gained|regained) (?:full )?control|"
        r"overr[au]n|fell to|recaptur"
    ),
    C.GROUND_OFFENSIVE: words(
        r"(?:ground |major |new |spring |summer |winter )?offensives?\b|storm(?:ed|ing)\b|invad|invasion|incursion|"
        r"advanc(?:ed|es|ing) (?:on|into|towards?)|"
        r"push(?:ed|ing)? (?:into|towards?)|breached|encircle|besieg|ground (?:attack|assault|operation)"
    ),
    C.PROTEST: words(
        r"protest(?!ant)|demonstrat(?:ed|ors|ions?|ing)|rall(?:y|ied|ies)\b|(?-i:march(?:ed|ers|es|ing)?)\b|"
        r"block(?:ed|ing) (?:a|the) [\w -]{3,30} to demand|sit-?ins?|hunger strike|picket|general strike|on strike|walk(?:ed)? out"
    ),
    C.AGREEMENT_CEASEFIRE: words(
        r"cease-?fire|truce|armistice|(?:sign|reach|seal|initial|conclud|ratif)\w* (?:\w+ ){0,4}(?:accord|agreement|"
        r"deal|pact|treaty|memorandum)"
    ),
    C.TALKS_MEETING: words(
        r"(?:met|meets?|meeting) (?:with|in|on|at|behind|for|again|his|her|their|the)\b|(?:hold|held|holding|resum\w+|"
        r"open\w*|begin|began|hosting|host|hosted) (?:\w+ ){0,3}"
        r"(?:talks|meeting|negotiations|summit|consultations)|summit|(?:will|would|to|due to|scheduled to|"
        r"expected to) (?:meet|visit|travel to|receive|host)\b|"
        r"(?:visited|arrived in [^.;]{3,30} for talks)|round of talks|peace talks|spoke by (?:tele)?phone"
    ),
    C.DISPLACEMENT: words(
        r"fled|flee(?:ing)?\b|displaced|displacement|uprooted|left their (?:homes|villages)|sleeping in (?:fields|"
        r"the open|schools|tents)|"
        r"driven from their|forced (?:from|out of|to leave) their"
    ),
    C.SANCTION_RUPTURE: words(
        r"sanction|blacklist|embargo|froz?e(?:n|zing)?\b|expel(?:led|ling|s)? [^.;]{0,40}(?:ambassador|diplomat|envoy|attach|staff)|"
        r"recall(?:ed|ing|s)? (?:its|their|his|her|the) (?:ambassador|envoy|diplomat)|(?:cut|sever|broke|break|"
        r"suspend)\w* (?:off )?(?:\w+ )?(?:diplomatic )?(?:relations|ties)"
    ),
    C.AID_ACCESS: words(
        r"relief (?:supplies|convoys?)|aid (?:convoys?|trucks?|deliver\w*)|first delivery|(?:carrying|with|of) (?:food|"
        r"medicines?|blood|aid)\b|"
        r"humanitarian (?:corridor|convoy|access)|food (?:aid|rations)"
    ),
    C.ARREST_DETENTION: words(
        r"arrest(?:ed|s|ing)?\b|detain(?:ed|s|ing)?\b|rounded up|in(?:to)? custody|taken in for questioning"
    ),
    C.LOOTING_DESTRUCTION: words(
        r"loot(?:ed|ing|ers)?\b|torched|ransacked|vandali[sz]|set (?:fire to|alight|ablaze)|burn(?:ed|t|ing) (?:down|"
        r"the|a|three|two|several)|demolish(?:ed|ing)?|razed"
    ),
    C.FORCE_WITHDRAWAL: words(
        rf"withdr[ae]w(?:n|al|s|ing)?\b[^.;]{{0,40}}{_FORCES}?|pull(?:ed|ing)? (?:out|back)|retreat"
    ),
    C.FORCE_DEPLOYMENT: words(
        rf"(?:(?:re)?deploy\w*|dispatch\w*|sent|sends|sending|mass(?:ed|ing))\b[^.;]{{0,40}}\b{_FORCES}\b|"
        rf"\b{_FORCES}\b[^.;]{{0,60}}(?:entered|crossed|arriv|moved|moving|left for|headed|roll|drove|sailed|deploy|sent|"
        rf"has gone|have gone|rushed|reached)"
    ),
}
"""Words that tell a class by themselves, most specific first."""
