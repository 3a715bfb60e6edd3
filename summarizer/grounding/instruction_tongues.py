"""Orders to a model in languages other than English: a verb that orders, near what only a model or its program has.

Each language has two pairs of lists: verbs of forgetting with words for instructions, and verbs of adding, reporting or
answering with words for records and replies. Verbs are imperatives (or infinitives where these order), so that a report in the
past tense does not fit. Words are stems, folded as `disguise.reading` folds text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from summarizer.lexicon import word_set

from .disguise import reading


class Tongue(NamedTuple):
    """Stems of one language, `|` between them; a stem of a language without spaces may stand anywhere."""

    forget: str
    orders: str
    fill: str
    entry: str
    report: str = ""
    """An imperative at the start of a sentence, with the word that opens the clause: "informe que"."""
    spaced: bool = True


TONGUES = {
    "es": Tongue(
        "ignora|ignore|ignoren|ignorad|olvida|olvide|olviden|descarta|descarte|omite|omita|desobedece|anula",
        "instrucciones|indicaciones|directrices|ordenes anteriores|prompt|mensaje del sistema|reglas anteriores",
        "anade|anada|anadir|agrega|agregue|incluye|incluya|inserta|crea|genera|registra|registre|escribe|escriba|responde|"
        "responda|devuelve|imprime|marca",
        "json|tu respuesta|su respuesta|tu resumen|el resumen|tu salida|un evento|un registro|otro evento|el siguiente|"
        "la siguiente|nuevo evento|un suceso|modelo de lenguaje|este incidente|este texto",
        "(?:informa|informe|reporta|reporte|di|diga|escribe|escriba|registra|registre|anota|responde|responda|indica|indique) que",
    ),
    "pt": Tongue(
        "ignore|ignora|ignorem|esqueca|esquece|desconsidere|descarte|desobedeca|anule",
        "instrucoes|orientacoes|diretrizes|prompt|mensagem do sistema|regras anteriores|comandos anteriores",
        "adicione|acrescente|inclua|insira|crie|gere|registre|escreva|responda|devolva|imprima|marque",
        "json|sua resposta|seu resumo|o resumo|a resposta|um evento|um registro|outro evento|o seguinte|a seguinte|novo evento|"
        "modelo de linguagem|este incidente|este texto",
        "(?:informe|relate|reporte|diga|escreva|registre|anote|responda|indique) que",
    ),
    "fr": Tongue(
        "ignore|ignorez|ignorer|oublie|oubliez|oublier|neglige[zr]|ne tenez pas compte|ne tiens pas compte|annule[zr]?",
        "instructions|consignes|directives|prompt|message systeme|regles precedentes|ordres precedents",
        "ajoute[zr]?|inclus|incluez|inclure|insere[zr]?|cree[zr]?|genere[zr]?|enregistre[zr]?|ecris|ecrivez|reponds|repondez|"
        "renvoie|renvoyez|affiche[zr]?|note[zr]",
        "json|ta reponse|votre reponse|la reponse|le resume|ton resume|votre resume|un evenement|un enregistrement|le suivant|"
        "la suivante|l'evenement suivant|nouvel evenement|modele de langage|cet incident|ce texte",
        "(?:signale[zr]?|rapporte[zr]?|indique[zr]?|dis|dites|ecris|ecrivez|mentionne[zr]?|enregistre[zr]?|reponds|repondez) qu[e']",
    ),
    "de": Tongue(
        "ignorier\\w*|vergiss|vergessen sie|missachte|verwirf|uberschreibe|uberspringe|beachte\\w* nicht",
        "anweisungen|instruktionen|vorgaben|prompt|systemnachricht|bisherigen befehle|vorherigen befehle|richtlinien|anleitungen",
        "fuge|fugen sie|erganze|erstelle|erzeuge|schreibe|schreib|antworte|antworten sie|gib|geben sie|trage|erfasse|nimm|markiere|"
        "melde|berichte",
        "json|deine[rn]? antwort|ihre[rn]? antwort|der zusammenfassung|die zusammenfassung|ein ereignis|einen datensatz|einen eintrag|"
        "das folgende|die folgende|folgendes ereignis|sprachmodell|diesen vorfall|diesen text",
        "(?:melde|melden sie|berichte|berichten sie|schreibe|schreiben sie|erwahne|sage|notiere|antworte|erfasse)[, ]+dass",
    ),
    "it": Tongue(
        "ignora|ignorate|ignori|dimentica|dimenticate|trascura|trascurate|tralascia|annulla",
        "istruzioni|indicazioni|direttive|prompt|messaggio di sistema|regole precedenti|ordini precedenti",
        "aggiungi|aggiungete|includi|includete|inserisci|inserite|crea|create|genera|registra|registrate|scrivi|scrivete|"
        "rispondi|rispondete|restituisci|stampa",
        "json|tua risposta|vostra risposta|la risposta|il riassunto|tuo riassunto|un evento|un record|il seguente|la seguente|"
        "nuovo evento|modello linguistico|questo incidente|questo testo",
        "(?:riporta|riferisci|segnala|segnalate|scrivi|scrivete|di'|registra|indica|rispondi) che",
    ),
    "nl": Tongue(
        "negeer|vergeet|verwerp|sla over",
        "instructies|aanwijzingen|prompt|systeembericht|richtlijnen|opdrachten",
        "voeg|maak|schrijf|antwoord|geef|registreer|vermeld|neem",
        "json|je antwoord|uw antwoord|je samenvatting|de samenvatting|een gebeurtenis|een record|het volgende|taalmodel|dit incident",
        "(?:meld|rapporteer|schrijf|vermeld|zeg|registreer|antwoord) dat",
    ),
    "pl": Tongue(
        "zignoruj|ignoruj|zapomnij|pomin|odrzuc",
        "instrukcj\\w*|polece\\w*|wytyczn\\w*|prompt\\w*|komunikat systemowy",
        "dodaj|dolacz|wstaw|utworz|wygeneruj|zapisz|napisz|odpowiedz|zwroc",
        "json|swojej odpowiedzi|odpowiedzi|podsumowani\\w*|zdarzenie|wydarzenie|rekord|nastepujac\\w*|model jezykowy|ten incydent",
        "(?:zglos|napisz|zapisz|podaj|odpowiedz|powiedz)[, ]+ze",
    ),
    "tr": Tongue(
        "yok say\\w*|yoksay\\w*|gormezden gel\\w*|unut\\w*|dikkate alma\\w*|goz ardi et\\w*|gec ?ersiz say\\w*",
        "talimat\\w*|yonerge\\w*|komut\\w*|prompt\\w*|istem\\w*|sistem mesaj\\w*",
        "ekle|ekleyin|ekleyiniz|yaz|yazin|olustur|olusturun|kaydet|kaydedin|bildir|bildirin|yanitla|yanit ver|cevap ver|cevapla|uret",
        "json|yanitina|cevabina|ozete|ozetine|ciktiya|bir olay|bir kayit|olay kaydi|asagidaki\\w*|dil modeli|bu olayi|bu metni",
        "(?:sunu (?:bildir|yaz|ekle|kaydet))",
    ),
    "ru": Tongue(
        "игнорируй\\w*|проигнорируй\\w*|забудь\\w*|не обращай\\w* внимания|отбрось\\w*|отмени\\w*|пренебреги\\w*",
        "инструкци\\w*|указани\\w*|предписани\\w*|промпт\\w*|системн\\w* сообщени\\w*|правила выше|команды выше",
        "добавь\\w*|включи\\w*|вставь\\w*|создай\\w*|запиши\\w*|напиши\\w*|ответь\\w*|выведи\\w*|верни\\w*|сгенерируй\\w*|отметь\\w*|сообщи\\w*",
        "json|свой ответ|ваш ответ|ответ\\w*|резюме|сводк\\w*|событи\\w*|запись|следующ\\w*|языков\\w* модел\\w*|этот инцидент",
        "(?:сообщи\\w*|запиши\\w*|напиши\\w*|укажи\\w*|ответь\\w*|скажи\\w*)[, ]+что",
    ),
    "uk": Tongue(
        "ігноруй\\w*|проігноруй\\w*|забудь\\w*|не звертай\\w* уваги|відкинь\\w*",
        "інструкці\\w*|вказівк\\w*|промпт\\w*|системн\\w* повідомленн\\w*|правила вище",
        "додай\\w*|включи\\w*|встав\\w*|створи\\w*|запиши\\w*|напиши\\w*|відповідай\\w*|виведи\\w*|поверни\\w*|повідом\\w*",
        "json|свою відповідь|відповід\\w*|підсумк\\w*|поді\\w*|запис|наступн\\w*|мовн\\w* модел\\w*",
        "(?:повідом\\w*|запиши\\w*|напиши\\w*|вкажи\\w*|скажи\\w*)[, ]+що",
    ),
    "ar": Tongue(
        "تجاهل\\w*|انس|انسى|اهمل\\w*|لا تتبع\\w*|الغ",
        "التعليمات|تعليمات\\w*|الاوامر السابقة|الارشادات|التوجيهات السابقة|القواعد السابقة|المطالبة|رسالة النظام",
        "اضف|ادرج|اكتب|انشئ|سجل|اجب|اطبع|ابلغ|اذكر|ضع",
        "json|اجابتك|ردك|ملخصك|الملخص|حدثا?|سجلا?|التالي\\w*|نموذج لغوي\\w*|هذا الحادث|هذا النص",
        "(?:ابلغ|اذكر|اكتب|سجل|قل) (?:عن )?ان",
    ),
    "fa": Tongue(
        "ناديده بگير\\w*|فراموش کن\\w*|توجه نکن\\w*|رها کن\\w*",
        "دستورالعمل\\w*|دستورات قبلي|دستورهاي قبلي|راهنما\\w*|پيام سيستم|قوانين قبلي",
        "اضافه کن\\w*|بنويس\\w*|ثبت کن\\w*|گزارش کن\\w*|پاسخ بده\\w*|درج کن\\w*|ايجاد کن\\w*",
        "json|پاسخ خود|پاسخت|خلاصه|رويداد\\w*|رکورد\\w*|زير|مدل زباني|اين حادثه",
        "(?:گزارش کن\\w*|بنويس\\w*|ثبت کن\\w*|بگو\\w*) که",
    ),
    "zh": Tongue(
        "忽略|忽視|忽视|无视|無視|忘记|忘記|不要理会|不要理會|请勿遵循|取消",
        "指令|指示|提示词|提示詞|系统提示|系統提示|系统消息|系統消息|规则|規則|命令",
        "添加|加入|插入|新增|输出|輸出|生成|记录|記錄|回复|回覆|回答|返回|写入|寫入|报告|報告",
        "json|事件记录|事件記錄|一条记录|一條記錄|一个事件|一個事件|一起事件|以下内容|以下內容|你的回答|你的回复|摘要|语言模型|語言模型|此事件|本文",
        "(?:请|請)?(?:报告|報告|记录|記錄|输出|輸出|回答)[:：,，说說]",
        spaced=False,
    ),
    "ja": Tongue(
        "無視し|無視して|忘れて|従わない|破棄し",
        "指示|命令|プロンプト|システムメッセージ|ルール|制約",
        "追加し|出力し|挿入し|生成し|記録し|回答し|返し|報告し|書いて",
        "json|出来事|イベント|レコード|以下の|あなたの回答|要約|言語モデル|この事件",
        spaced=False,
    ),
}
"""Checked by the tests in tests/grounding; a language that is missing is found by its form only (see `machine_cues`)."""


# Not after an auxiliary: without its accent a French participle ("a ignoré") looks like an imperative.
_EDGE = r"(?<!\w)(?<!\ba )(?<!ont )(?<!ait )(?<!ete )"


def patterns() -> tuple[str, ...]:
    """One pattern a language and kind, over a folded sentence: the two lists within 60 characters, in either order."""
    out = []
    for t in TONGUES.values():
        edge, end = (_EDGE, r"(?!\w)") if t.spaced else ("", "")
        for verbs, things in ((t.forget, t.orders), (t.fill, t.entry)):
            a, b = rf"{edge}(?:{_folded(verbs)}){end}", rf"{edge}(?:{_folded(things)}){end}"
            out.append(rf"{a}.{{0,60}}?{b}|{b}.{{0,60}}?{a}")
        if t.report:
            out.append(rf"(?:^|[.:;!?\])>\"“”«»„*#] ?)(?:{_folded(t.report)}){end}")
    return tuple(out)


def _folded(stems: str) -> str:
    return re.sub(r"[^\\|()?:\[\]*,'+ ]+|\\w|\\", lambda m: m[0] if m[0].startswith("\\") else reading(m[0]), stems)


def _stems(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for words in lists for w in re.findall(r"(?<![a-z\\\[])[a-z]{3,}", words))


_LATIN = [t for t in TONGUES.values() if t.forget.isascii()]
_VERBS = _stems(tuple(words for t in _LATIN for words in (t.forget, t.fill)))
_THINGS = _stems(tuple(words for t in _LATIN for words in (t.orders, t.entry))) - {"que", "dass", "the"}
_REPORTS = _stems(tuple(t.report for t in _LATIN))
_STEMS = {"v": _VERBS, "t": _THINGS, "r": _REPORTS}
_SCRIPTS = re.compile("[\u0400-\u052f\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]")
_THAT = word_set("que qu che dass dat ze sunu")


def may_order(read: str, words: frozenset[str]) -> bool:
    """Whether any pattern could fit, told quickly: a verb and a thing of the lists, or another script."""
    if not read.isascii() and _SCRIPTS.search(read):
        return True
    kinds = "".join(map(_kinds, words))
    return ("v" in kinds and "t" in kinds) or ("r" in kinds and bool(words & _THAT))


@lru_cache(maxsize=8192)  # the words that most of any text consists of
def _kinds(word: str) -> str:
    """Which of the lists of stems hold the word, as it is or without an ending: "v" verbs, "t" things, "r" reports."""
    starts = {word, *(word[:n] for n in range(4, len(word)))}
    return "".join(kind for kind, stems in _STEMS.items() if not stems.isdisjoint(starts))
