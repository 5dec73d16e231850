"""Lines in the order of official wording, 每少一次扣0.5分 or 如果…则加2分, turned to the order of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rubric_dsl.language import written
from rubric_dsl.language.foreign import COUNTERS, FOREIGN, OPENERS_OF_CLAUSES
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.mistakes.draft import Change, Draft, Slip
from rubric_dsl.mistakes.slips.change import one
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Words


def _any(*words: str) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True)) + ")"


def _of(*terminals: str) -> str:
    return _any(*(w for t in terminals for w in (KEYWORDS[t].zh, KEYWORDS[t].en, *FOREIGN[t])))


_GIVE = _any(*OPENERS_OF_CLAUSES)
_POINTS = r"(?P<points>[0-9]+(?:\.[0-9]+)?(?: *分)?|[一二三四五六七八九十两]+分)"
_COUNTER = _any(*COUNTERS)
_IF = _any("当", "若", "如果", "如", "假如", "凡", "只要", "when", "if")
_CONDITION_FIRST = re.compile(
    rf"(?P<if>{_IF}) *(?P<condition>.+?) *(?:[,:]|的(?=[ ,])|的$)? *(?:则|的话|then\b)? *,? *(?P<give>{_GIVE})(?![^\W\d]) *{_POINTS} *$"
)
_COMPARED_FIRST = re.compile(
    rf"(?P<condition>[^\W\d]\w* *(?:[<>]=?|[=≥≤]) *[^ ,]+?) *(?:的|则)? *,? *(?P<give>{_GIVE})(?![^\W\d]) *{_POINTS} *[。.;]?$"
)
_PER_FIRST = re.compile(
    rf"(?:每|按每|per |each |every )(?P<short>少|缺|差)?(?P<n>[0-9一两二三]*)(?:{_COUNTER}(?![^\W\d]*(?:其中))|发生|出现)?"
    rf" *(?P<what>[^\W\d]\w*?)?(?P<where> *[,]? *其中.+?)? *,? *(?P<give>{_GIVE})(?![^\W\d]) *{_POINTS}(?P<rest>.*)$"
)
_NEEDLESS = _any("直至扣完", "直到扣完", "扣完为止", "扣完该项分", "扣完本项分为止", "不倒扣", "不计负分", "不得负分")
_TRAILING = re.compile(rf" *,? *(?:{_NEEDLESS}|累计|合计)$")
_ELSE = re.compile(
    rf" *,? *(?:否则|其他|其余|else|otherwise)(?: *(?P<give>{_GIVE}|得|为))? *(?P<other>[0-9.]+|不得)分? *$"
)
_WORTH_BARE = re.compile(r'(?P<title>"_*"|[0-9.]+) *[(,:] *(?:满分|共|计)? *(?P<points>[0-9]+(?:\.[0-9]+)?) *分? *\)?$')
_POSTPONED_TITLE = re.compile(
    r'(?P<before>(?:部分|项目|分项|section|item|point) *[0-9][0-9.]*) *(?P<attributes>[^"]+?) *(?P<title>"_*")$'
)
_TITLE_FIRST = re.compile(r'(?P<kind>部分|项目|分项|section|item|point) *(?P<title>"_*") *(?P<id>[0-9][0-9.]*)(?= |$)')
_LABEL_FIRST = re.compile(r'(?P<name>[^\W\d]\w*) *(?P<label>"_*") *(?P<type>[^"]+)$')
_TYPE_FIRST = re.compile(
    rf"(?P<type>{_of('YES_NO', 'COUNT', 'NUMBER_TYPE', 'PERCENT_TYPE', 'DATE_TYPE', 'TEXT_TYPE')}) +(?P<name>[^\W\d]\w*)(?= |$|\")"
)
_CHOICE = re.compile(
    r'(?P<word>选自|one of|选项|单选|枚举)?[: ]*(?P<open>[(\[{【]?) *(?P<options>(?:[^\W\d]\w*+|"_*")(?:(?: *[,/|;] *| +)(?:[^\W\d]\w*+|"_*"))+?)'
    r' *(?P<close>[)\]}】]?) *(?P<label>"_*")?(?P<rest> *(?:默认|default|校验|check).*)?$'
)
_ROW_CONDITION_FIRST = re.compile(
    r"(?:(?P<when>当|若|如果|when|if) *(?P<condition>.+?)|(?P<other>其他情形|其他|其余|否则|otherwise|else)) *(?:[:,]|得|加|扣|计)? *(?P<points>[0-9]+(?:\.[0-9]+)?分?)$"
)
_ORDINAL_SECTION = re.compile(
    r'第(?P<n>[一二三四五六七八九十]+)(?P<kind>部分|项|章|条)[:,]? *(?=")|(?P<m>[一二三四五六七八九十]+)[,.] *(?=")|\((?P<k>[一二三四五六七八九十0-9]+)\) *(?=")'
)
_PERIOD = re.compile(
    r"(?:考核期|period)[: ]*(?P<first>[0-9][0-9年月日号./-]*?) *(?:至|到|~+|—+|-+|\.\.|to) *(?P<last>[0-9]{4}[0-9年月日号./-]*)$"
)
_PERIOD_YEAR = re.compile(r"(?:考核期|period)[: ]*(?P<year>[0-9]{4}) *(?:年度|年)?$")
_SLASH = re.compile(r"(?P<points>[0-9]+(?:\.[0-9]+)?(?: *分)?) *[/／] *(?:每|一)?(?P<what>[^\W\d]\w*)?")
_PER_NOTHING = re.compile(rf"(?:每 *(?:[0-9一])?{_COUNTER}?|[/／] *(?:每|一)?{_COUNTER})(?P<end>(?= |$|,))")
_RANKED = re.compile(
    r"(?P<by>按|by) *(?P<keys>.+?) *(?:从高到低|由高到低|高低)? *(?:排名|排序|排位)?(?:从高到低|由高到低)?$"
)
_BARE_TOP = re.compile(r"(?<![^\W\d])(?:前|top) *(?=[0-9])")


def _whole(
    d: Draft, new: str, *, start: int = 0, end: int | None = None, safe: bool = True, hint: Words | None = None
) -> Change:
    """The line, or a piece of it, in another order."""
    stop = len(d.text) if end is None else end
    words = hint or Words(zh="写成“{mended}”", en="write {mended!r}")
    return one(codes.WORD_ORDER, start, stop, new, whole=True, safe=safe, hint=words, mended=new.strip())


def _points(text: str) -> str:
    text = text.replace(" ", "")
    numeral = text.removesuffix("分")
    value = written.number(numeral)
    return text if value is None else value + text[len(numeral) :]


def _verb(d: Draft, word: str) -> str:
    return d.spelled(OPENERS_OF_CLAUSES[word])


def condition_first(d: Draft) -> Iterator[Change]:
    """如果…则加2分, and 合格率≥90% 加2分 without the 如果."""
    if d.start != "node_line":
        return
    match = _CONDITION_FIRST.match(d.text) or _COMPARED_FIRST.match(d.text)
    if match:
        condition = d.source[match.start("condition") : match.end("condition")]
        yield _whole(d, f"{_verb(d, match['give'])} {_points(match['points'])} {d.spelled('WHEN')} {condition}")


def per_first(d: Draft) -> Iterator[Change]:
    """每次加2分, 每少一次扣0.5分."""
    if d.start != "node_line":
        return
    match = _PER_FIRST.match(d.text)
    if not match:
        return
    verb, points, per = _verb(d, match["give"]), _points(match["points"]), d.spelled("PER")
    what = match["what"] or ""
    where = d.source[match.start("where") : match.end("where")].strip(" ,，") if match["where"] else ""
    if what and not match["short"]:
        rest = d.source[match.start("rest") : match.end("rest")].strip(" ,，")
        yield _whole(d, " ".join(part for part in (verb, points, per, what, where, rest) if part))


def needless(d: Draft) -> Iterator[Change]:
    """扣完为止, which goes without saying."""
    match = _TRAILING.search(d.text)
    if match and d.start in ("node_line", "row_line"):
        wrong = match[0].strip(" ,")
        at = match.end() - len(wrong)
        yield one(codes.NEEDLESS, match.start(), match.end(), "", at=(at, match.end()), word=wrong)


def otherwise(d: Draft) -> Iterator[Change]:
    """``award 2 when C else 0``."""
    match = _ELSE.search(d.text)
    if not match or d.start != "node_line":
        return
    start = match.start() + len(match[0]) - len(match[0].lstrip(" ,"))
    wrong = d.source[start:].strip()
    if match["other"] in ("0", "不得"):
        yield one(codes.NEEDLESS, match.start(), match.end(), "", at=(start, match.end()), word=wrong)
        return
    head = re.match(
        r"(?P<give>加|扣|award|deduct) *(?P<points>\S+) +(?P<when>当|when) +(?P<condition>.+)", d.text[: match.start()]
    )
    if head and (match["give"] in (None, "得", "为") or _verb(d, match["give"]) == _verb(d, head["give"])):
        condition = d.source[head.start("condition") : head.end("condition")]
        value = f"({head['points']} {d.spelled('IF')} {condition} {d.spelled('ELSE')} {match['other']})"
        yield _whole(d, f"{head['give']} {value}", safe=False)


def bare_worth(d: Draft) -> Iterator[Change]:
    """``项目 2.2 “台账”（2分）``."""
    match = _WORTH_BARE.search(d.text)
    if match and "WORTH" in d.accepts and not re.search(r"分值|\bworth\b", d.text):
        start = match.end("title")
        mended = f"{d.spelled('WORTH')} {match['points']}"
        wrong = d.source[start:].strip(" ,，:：")
        at = d.source.index(wrong, start)
        change = one(
            codes.OTHER_WORD,
            start,
            match.end(),
            f" {mended}",
            at=(at, at + len(wrong)),
            whole=True,
            word=wrong,
            instead=mended,
        )
        yield change


def title_place(d: Draft) -> Iterator[Change]:
    """A title before the number, or behind what belongs behind it; a label before its type."""
    match = _POSTPONED_TITLE.match(d.text)
    if match:
        title = d.source[match.start("title") : match.end("title")]
        attributes = d.source[match.start("attributes") : match.end("attributes")]
        yield _whole(d, f"{match['before']} {title} {attributes}")
    match = _TITLE_FIRST.match(d.text)
    if match:
        title = d.source[match.start("title") : match.end("title")]
        yield _whole(d, f"{match['kind']} {match['id']} {title}", end=match.end())
    if d.start != "evidence_line":
        return
    match = _LABEL_FIRST.match(d.text)
    if match:
        label = d.source[match.start("label") : match.end("label")]
        kind = d.source[match.start("type") : match.end("type")].strip()
        yield _whole(d, f"{match['name']} {kind} {label}")
    match = _TYPE_FIRST.match(d.text)
    if match:
        yield _whole(d, f"{match['name']} {match['type']}", end=match.end())


def choices(d: Draft) -> Iterator[Change]:
    """Choices without brackets, or with other signs between them."""
    if d.start != "evidence_line":
        return
    for at in d.places()[:2]:
        match = _CHOICE.match(d.text, at)
        if not match or not (match["word"] or re.search(r"[,/|;]", match["options"])):
            continue
        options = re.findall(r'[^\W\d]\w*|"_*"', match["options"])
        spans = [m.span() for m in re.finditer(r'[^\W\d]\w*|"_*"', match["options"])]
        base = match.start("options")
        parts = [d.source[base + a : base + b] for a, b in spans]
        if len(options) < 2 or match["options"] in FOREIGN["YES_NO"]:
            continue
        comma, left, right = ("，", "（", "）") if d.language == "zh" else (", ", " (", ")")
        new = d.spelled("ONE_OF") + left + comma.join(parts) + right
        end = match.end("close") if match["close"] else match.end("options")
        gap = " " if d.text[end : end + 1] not in ("", " ") else ""
        wrong = d.source[at:end]
        yield one(codes.OTHER_WORD, at, end, new + gap, whole=True, word=wrong, instead=new)


def row_turned(d: Draft) -> Iterator[Change]:
    """A row with its condition before its points."""
    if d.start != "row_line":
        return
    match = _ROW_CONDITION_FIRST.match(d.text)
    if match:
        if match["other"]:
            yield _whole(d, f"{match['points']}: {d.spelled('OTHERWISE')}")
        else:
            condition = d.source[match.start("condition") : match.end("condition")]
            yield _whole(d, f"{match['points']}: {d.spelled('WHEN')} {condition}")


def numbered(d: Draft) -> Iterator[Change]:
    """第二部分 “考试”, 二、“考试”."""
    match = _ORDINAL_SECTION.match(d.text)
    if not match:
        return
    number = match["n"] or match["m"] or match["k"]
    value = written.number(number) or number
    top = d.start == "top_line"
    word = d.spelled("SECTION" if top else "ITEM")
    new = f"{word} {value} "
    hint = Words(
        zh="写成“{mended}”；编号与上级连着，例如 2.1", en="write {mended!r}; a number continues its parent's, as in 2.1"
    )
    wrong = d.source[: match.end()].strip()
    yield one(
        codes.OTHER_WORD,
        0,
        match.end(),
        new,
        whole=True,
        safe=False,
        hint=None if top else hint,
        word=wrong,
        instead=new.strip(),
        mended=new.strip(),
    )


_NODE_NUMBER = re.compile(
    r"(?P<word>部分|项目|分项|section|item|point) *(?P<wrong>\(?(?P<numeral>[一二三四五六七八九十]+|[0-9]+)[).,、](?=[ \"]|$)"
    r"|(?P<number>[0-9]+(?:[。,_-][0-9]+)+))"
)


def node_number(d: Draft) -> Iterator[Change]:
    """项目（二）, 项目 2。2, item 2-2: the number of a node."""
    match = _NODE_NUMBER.match(d.text)
    if match:
        new = (
            written.number(match["numeral"]) or match["numeral"]
            if match["numeral"]
            else re.sub(r"[。,_-]", ".", match["number"])
        )
        start, end = match.span("wrong")
        gap = " " if d.text[start - 1] != " " and not d.text[start].isdigit() else ""
        behind = "" if d.text[end : end + 1] in (" ", "") else " "
        wrong = d.source[start:end]
        # Below a section its own number comes first, which the line does not tell.
        sure = "-" not in wrong and (d.start == "top_line" or match["number"] is not None)
        yield one(codes.OTHER_WORD, start, end, gap + new + behind, whole=True, safe=sure, word=wrong, instead=new)


_AWARD_RANGE = re.compile(
    rf"(?P<give>{_GIVE}) *(?P<low>[0-9]+(?:\.[0-9]+)?) *分? *(?:-+|~+|—+|至|到|\.\.) *(?P<high>[0-9]+(?:\.[0-9]+)?) *分?(?= |$|,)"
)


def award_range(d: Draft) -> Iterator[Change]:
    """加0.5至1分: a range is for somebody to judge."""
    match = _AWARD_RANGE.match(d.text)
    if match and d.start == "node_line":
        words = (_verb(d, match["give"]), d.spelled("JUDGED"), match["low"], d.spelled("DOTS"), match["high"])
        new = " ".join(words)
        wrong = d.source[: match.end()]
        yield one(codes.OTHER_WORD, 0, match.end(), new, whole=True, word=wrong, instead=new)


_OPTIONAL = _any("可选", "可空", "选填", "可不填", "可以为空", "可缺失", "optional")
_OPTIONAL_TYPE = re.compile(
    rf"{_OPTIONAL} *(?P<type>[^\W\d]\w*)(?= |$)|(?P<before>[^\W\d]\w*)? *\( *{_OPTIONAL} *\)|(?P<bare>[^\W\d]\w*) +{_OPTIONAL}(?= |$)"
)


def optional(d: Draft) -> Iterator[Change]:
    """日期（可空）: a value that may be missing."""
    if d.start != "evidence_line":
        return
    for match in _OPTIONAL_TYPE.finditer(d.text):
        kind = match["type"] or match["before"] or match["bare"]
        if kind:
            wrong = d.source[match.start() : match.end()]
            yield one(
                codes.OTHER_WORD, match.start(), match.end(), f"{kind}?", whole=True, word=wrong, instead=f"{kind}?"
            )


def period(d: Draft) -> Iterator[Change]:
    """The period with dates in other forms, or as a year."""
    match = _PERIOD.match(d.text)
    word = d.spelled("PERIOD")
    if match:
        first, last = (written.date(match[g], day_alone=False) or _iso(match[g]) for g in ("first", "last"))
        sign = d.text[match.end("first") : match.start("last")].strip()
        if first == match["first"] and last == match["last"]:
            start, end = match.end("first"), match.start("last")
            dots = d.spelled("DOTS")
            at = d.text.index(sign, start)
            if sign not in ("至", ".."):
                yield one(
                    codes.OTHER_WORD,
                    start,
                    end,
                    f" {dots} ",
                    at=(at, at + len(sign)),
                    whole=True,
                    word=sign,
                    instead=dots,
                )
        elif first and last:
            yield _dates(d, f"{word} {first} {d.spelled('DOTS')} {last}")
    match = _PERIOD_YEAR.match(d.text)
    if match:
        year = match["year"]
        yield _dates(d, f"{word} {year}-01-01 {d.spelled('DOTS')} {year}-12-31")


def _iso(text: str) -> str | None:
    return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None


def _dates(d: Draft, new: str) -> Change:
    after = re.match(r"(?:考核期|period)[: ]*", d.text)
    start = after.end() if after else 0
    wrong = d.source[start:].strip()
    return one(codes.OTHER_DATE, 0, len(d.text), new, at=(start, len(d.text)), whole=True, written=wrong, instead=new)


def slash(d: Draft) -> Iterator[Change]:
    """``加 5分/表彰``: a stroke for 每."""
    for at in d.places():
        match = _SLASH.match(d.text, at)
        if match and d.start in ("node_line", "row_line") and match["what"] and match["what"] not in COUNTERS:
            new = f"{_points(match['points'])} {d.spelled('PER')} {match['what']}"
            wrong = d.source[match.start() : match.end()]
            yield one(codes.OTHER_WORD, match.start(), match.end(), new, whole=True, word=wrong, instead=new)


def ranked(d: Draft) -> Iterator[Change]:
    """按 总分 从高到低 排名."""
    if d.start != "grades_line":
        return
    match = _RANKED.match(d.text)
    if match:
        keys = d.source[match.start("keys") : match.end("keys")]
        yield _whole(d, f"{d.spelled('RANK')} {d.spelled('UNITS')} {d.spelled('BY')} {keys}")
    tail = re.search(r" *,? *(?:从高到低|由高到低|降序|desc(?:ending)?)$", d.text)
    if tail:
        wrong = tail[0].strip(" ,")
        yield one(codes.NEEDLESS, tail.start(), tail.end(), "", at=(tail.end() - len(wrong), tail.end()), word=wrong)
    doubled = re.search(r"(?<=within) +top\b|(?<=前) *(?:top|前)(?= *[0-9])", d.text)
    if doubled:
        wrong = d.source[doubled.start() : doubled.end()].strip()
        at = d.text.index(wrong, doubled.start())
        yield one(codes.EXTRA_MARK, doubled.start(), doubled.end(), "", at=(at, doubled.end()), whole=True, mark=wrong)
    top = _BARE_TOP.search(d.text)
    if top:
        new = f"{d.spelled('RANK')} {d.spelled('WITHIN')} "
        wrong = d.source[top.start() : top.end()].strip()
        yield one(codes.OTHER_WORD, top.start(), top.end(), new, whole=True, word=wrong, instead=new.strip())


_BELOW = _any("低于", "不足", "小于", "不到", "<", "below", "under")
_ABOVE = _any("高于", "大于", "超过", ">", "above", "over")
_AT_LEAST = _any("不低于", "不小于", "不少于", "达到", "至少", ">=", "at least")
_GRADE = re.compile(
    rf'(?P<head>(?:等次为|grade) *(?:"_*"|[^\W\d]\w*)) *,? *(?:{_IF}|为|是)? *(?:总分|得分|分数|total|score)? *'
    rf"(?:(?:排名|名次|rank)? *(?:前|top) *(?P<share>[0-9.]+%)|(?:(?P<at_least>{_AT_LEAST})|(?P<below>{_BELOW})|(?P<above>{_ABOVE}))? *(?P<points>[0-9.]+) *分?(?P<up>(?: *\(?含\)?)?以上)?) *(?:的)?$"
)


def grade_condition(d: Draft) -> Iterator[Change]:
    """等次为 优秀 前20%, 等次为 不合格 低于60分: what a grade is given for."""
    match = _GRADE.match(d.text) if d.start == "grades_line" else None
    if match is None or re.search(r"排名|\brank\b", d.text):
        return
    start = match.end("head") + 1
    wrong = d.source[start:].strip()
    if match["share"]:
        new = f"{d.spelled('WHEN')} {d.spelled('RANK')} {d.spelled('WITHIN')} {match['share']}"
    else:
        sign = "<" if match["below"] else ">" if match["above"] else ">=" if match["at_least"] or match["up"] else None
        if sign is None:
            return
        total = "总分" if d.language == "zh" else "total"
        new = f"{d.spelled('WHEN')} {total} {sign} {match['points']}"
    yield one(codes.OTHER_WORD, start, len(d.text), new, whole=True, word=wrong, instead=new)


_QUOTA = re.compile(
    r"(?:名额|quota)[: ]*(?P<bound>不超过|不得超过|最多|至多|不少于|不得少于|至少)? *(?:全体)?(?:参评单位|被考评单位|单位)(?:总数|总量)?的? *(?P<share>[0-9.]+%)$"
)
_VETO_LAST = re.compile(rf"(?:{_IF}) *(?P<condition>.+?)[ ,]*(?:的)?[ ,]*(?:实行|则)?一票否决$")


def quota(d: Draft) -> Iterator[Change]:
    """名额不超过参评单位的20%."""
    match = _QUOTA.match(d.text)
    if match:
        bound = "AT_LEAST" if match["bound"] and "少" in match["bound"] else "AT_MOST"
        words = (d.spelled("QUOTA"), d.spelled(bound), match["share"], d.spelled("OF"), d.spelled("UNITS"))
        yield _whole(d, " ".join(words), safe=match["bound"] is not None)


def veto_last(d: Draft) -> Iterator[Change]:
    """当 … 一票否决."""
    match = _VETO_LAST.match(d.text)
    if match and d.start == "grades_line":
        condition = d.source[match.start("condition") : match.end("condition")]
        yield _whole(d, f"{d.spelled('VETO')} 不合格 {d.spelled('WHEN')} {condition}", safe=False)


_PLACES = re.compile(
    r"(?:四舍五入)?[,，后]?(?:(?:保留|精确到|取)(?:小数点后)?(?P<n>[一两二三1-3])位(?:小数)?|(?:保留|取)整数)(?P<mode>[,，]?四舍五入)?$"
    r"|(?:round|rounded?) +to +(?P<m>[1-3]) +decimal places$"
)


def decimal_places(d: Draft) -> Iterator[Change]:
    """保留两位小数."""
    match = _PLACES.match(d.text)
    if match:
        places = match["n"] or match["m"] or "0"
        count = int(written.number(places) or places)
        step = "0." + "0" * (count - 1) + "1" if count else "1"
        yield _whole(d, f"{d.spelled('ROUND')} {step} {d.spelled('HALF_UP')}", safe="四舍五入" in d.text)


_JUDGED_PER = re.compile(
    r"(?P<head>(?:加|扣|award|deduct)? *(?:评定|judged))(?P<range> +[0-9.]+分? *(?:至|\.\.) *[0-9.]+分?)?"
    r"(?P<per> +(?:每|per) +.+?)(?P<late> +[0-9.]+分? *(?:至|\.\.) *[0-9.]+分?)?(?P<optional> +(?:可不说明理由|reason optional))?$"
)


def judged_in_order(d: Draft) -> Iterator[Change]:
    """``judged per activities 0 .. 5 reason optional``: the range comes first, then whether it needs a reason."""
    match = _JUDGED_PER.match(d.text)
    if match and (match["late"] or match["optional"]):
        parts = (match["head"], match["range"] or match["late"] or "", match["optional"] or "", match["per"])
        yield _whole(d, " ".join(part.strip() for part in parts if part.strip()))


_READINGS = re.compile(
    r"(?P<word>口径|reading) +(?P<names>[^\W\d]\w*+(?:(?: *, *| +(?:and|和|与) +| +)[^\W\d]\w*+)++)$"
)


def several_readings(d: Draft) -> Iterator[Change]:
    """``reading R4, R5``: each has the word of its own."""
    match = _READINGS.match(d.text)
    if match:
        names = [n for n in re.findall(r"\w+", match["names"]) if n != "and"]
        yield _whole(d, " ".join(f"{match['word']} {n}" for n in names))


_AMONG = re.compile(
    r"(?P<name>[^\W\d]\w*) *(?P<sign>=|属于|是|为|\bin\b) *(?P<items>(?:[^\W\d]\w*|\"_*\")(?: *(?:[,、]|或|和|\bor\b) *(?:[^\W\d]\w*|\"_*\"))+)(?= |$)"
)


def among(d: Draft) -> Iterator[Change]:
    """级别 = 市级、省级, 属于 without brackets."""
    for match in _AMONG.finditer(d.text):
        if match.end() < d.at or match.start() > d.at:
            continue
        items = re.split(
            r" *(?:,|或|和|\bor\b) *",
            d.source[match.start("items") : match.end("items")].replace("、", ",").replace("，", ","),
        )
        # Each is the name of an option, so it stands elsewhere in the file, too.
        if any(len(re.findall(rf"(?<!\w){re.escape(i)}(?!\w)", d.file)) < 2 for i in items if i[0].isalpha()):
            continue
        comma, left, right = ("，", "（", "）") if d.language == "zh" else (", ", "(", ")")
        new = f"{match['name']} {d.spelled('IN')}{'' if d.language == 'zh' else ' '}{left}{comma.join(items)}{right}"
        wrong = d.source[match.start() : match.end()]
        yield one(codes.OTHER_WORD, *match.span(), new, whole=True, word=wrong, instead=new)


PHRASES: tuple[Slip, ...] = (
    period,
    optional,
    choices,
    node_number,
    award_range,
    needless,
    condition_first,
    per_first,
    otherwise,
    row_turned,
    bare_worth,
    title_place,
    numbered,
    slash,
    grade_condition,
    ranked,
    quota,
    veto_last,
    decimal_places,
    judged_in_order,
    several_readings,
    among,
)
