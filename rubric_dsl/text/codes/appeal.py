"""APL0xx: what can be wrong with the review of results.

APL001-009 the time to ask for it, APL010-029 what is contested, APL030-039 what is decided,
APL040-049 the docket that keeps it.
"""

from __future__ import annotations

from typing import Final

from rubric_dsl.text.codes._make import error

# --- the window ----------------------------------------------------------------------------------

NO_REVIEW: Final = error(
    "APL001",
    "细则没有规定复核",
    "the rubric says nothing about review",
    ("在细则里写 review（复核），写明 window 3 working days（时限 3 个工作日）", "write review in it, with its window"),
)
NO_WINDOW: Final = error(
    "APL002",
    "细则的复核没有写时限",
    "the rubric does not say how long a review can be asked for",
    ("写 window 3 working days（时限 3 个工作日）", "write window 3 working days"),
)
CALENDAR: Final = error(
    "APL003",
    "算不出复核的截止日：{why}",
    "the last day to ask for a review cannot be told: {why}",
    ("用 --calendar 给出写明这一年节假日和调休的文件", "give a file with the holidays of that year: --calendar FILE"),
)
NOT_NOTIFIED: Final = error(
    "APL004",
    "没有写“{name}”哪一天收到结果",
    'the day on which "{name}" was told its result is not given',
)
BEFORE_NOTICE: Final = error(
    "APL005",
    "{on} 还没有向“{name}”通报结果，通报日是 {notified}",
    '"{name}" had not been told its result on {on}; it was on {notified}',
)
TOO_LATE: Final = error(
    "APL006",
    "“{name}”的复核期已于 {deadline} 截止，{on} 不能再提",
    'the time of "{name}" to ask for a review ended on {deadline}, before {on}',
    ("逾期没有提出的，按细则的规定办理", "what silence means is for the rubric to say"),
)
DATE_IN_CALENDAR: Final = error(
    "APL007",
    "{day} 不在日历写明的年份 {years} 之内",
    "{day} lies outside the years that the calendar covers: {years}",
)
DAY_TWICE: Final = error(
    "APL008",
    "{day} 既写成了节假日，又写成了调休上班日",
    "{day} is given both as a holiday and as a working day",
)

# --- what is contested ---------------------------------------------------------------------------

UNKNOWN_UNIT: Final = error("APL010", "参评单位里没有“{name}”", 'there is no unit "{name}"')
NO_CONTESTS: Final = error(
    "APL011",
    "没有写对什么有异议",
    "nothing is contested",
    ("在 contests 下逐条写明", "list it under contests"),
)
UNKNOWN_NODE: Final = error(
    "APL012",
    "细则里没有编号为“{name}”的项目",
    'the rubric has no node "{name}"',
    ("写项目编号，对等次有异议的写 total", "write the id of a node, or total for the whole and its grade"),
)
NODE_ABSENT: Final = error(
    "APL013",
    "没有写对哪一项有异议",
    "it does not say which node is contested",
    ("写 node: 1.5.2，或 nodes: [1.5.2, 1.5.3]", "write node: 1.5.2, or nodes: [1.5.2, 1.5.3]"),
)
REASON_ABSENT: Final = error("APL014", "没有写理由", "the reason is not given")
ONE_OF: Final = error(
    "APL015",
    "一条异议要写 facts（事实）、judgement（评定）、reading（口径）三者之一，写了 {n} 个",
    "a contest has one of facts, judgement and reading; this has {n}",
    ("几样都有异议的，分成几条", "where it is several, make a contest of each"),
)
NOT_DEPENDENT: Final = error(
    "APL016",
    "“{node}”的得分与{what}无关",
    '"{node}" does not depend on {what}',
    ("取决于它的是：{nodes}", "what depends on it: {nodes}"),
)
EVENTS_WHOLE: Final = error(
    "APL017",
    "“{name}”是一组事项，要写明增加（add）、更正（change）、删去（strike）哪几件",
    '"{name}" is a list of events: say which to add, change or strike',
)
NO_EVENT: Final = error(
    "APL018",
    "“{fact}”里没有{which}，原有 {n} 件",
    '"{fact}" has no {which}; there are {n}',
)
EVENT_TWICE: Final = error(
    "APL019",
    "{event}写了不止一次",
    "{event} is named more than once",
)
JUDGED_BY_CHANGE: Final = error(
    "APL020",
    "评定的分数和理由不能作为事实更正",
    "points and reasons that were judged are not facts to be changed",
    ("另写一条，用 judgement", "contest them with judgement"),
)
NOT_JUDGED: Final = error(
    "APL021",
    "“{name}”不是由评分人评定的",
    '"{name}" is not judged',
    ("有评定的项目是：{known}", "what is judged: {known}"),
)
UNKNOWN_READING: Final = error("APL022", "细则里没有口径“{name}”", 'the rubric has no reading "{name}"')
READING_IN_WORDS: Final = error(
    "APL023",
    "口径“{name}”的另一种读法没有写成可以计分的条文",
    'the other way to read "{name}" is not given in statements that can be scored',
    ("可以质疑的口径：{known}", "readings that can be challenged: {known}"),
)
NOTHING_NEW: Final = error(
    "APL024",
    "要求的与公布结果所依据的完全相同",
    "what is asked for is what the result already rests on",
)
CONTESTED: Final = error(
    "APL025",
    "{what}已在第 {case} 号案第 {contest} 条提出过异议，不能再提",
    "{what} was contested already, in case {case}, contest {contest}",
)
READINGS_CLASH: Final = error(
    "APL026",
    "口径“{name}”的另一种读法与第 {case} 号案质疑的“{other}”不能同时采用",
    'the other way to read "{name}" does not go together with that of "{other}", challenged in case {case}',
)
OTHER_UNIT: Final = error(
    "APL027",
    "复核申请写的单位是“{written}”，不是“{name}”",
    'the appeal is in the name of "{written}", not "{name}"',
)

# --- what is decided -----------------------------------------------------------------------------

UNKNOWN_CASE: Final = error(
    "APL030", "没有第 {case} 号案，现有：{known}", "there is no case {case}; there are: {known}"
)
UNKNOWN_CONTEST: Final = error(
    "APL031", "第 {case} 号案没有第 {contest} 条，共 {n} 条", "case {case} has no contest {contest}; it has {n}"
)
DECIDED_ALREADY: Final = error(
    "APL032",
    "第 {case} 号案第 {contest} 条已于 {on} 决定，不再改",
    "contest {contest} of case {case} was decided on {on} and stays so",
)
BEFORE_OPENING: Final = error(
    "APL033",
    "第 {case} 号案 {opened} 才立案，不能在 {on} 决定",
    "case {case} was opened on {opened} and cannot be decided on {on}",
)
VALUES_ABSENT: Final = error(
    "APL034",
    "部分采纳，要写明改成什么",
    "what is upheld in part needs the values that are to hold",
    ("--partly 后面写一个文件，里面是 facts 或 judgement", "give a file with facts or judgement after --partly"),
)
VALUES_ELSEWHERE: Final = error(
    "APL035",
    "部分采纳只能改这一条异议所涉及的，不能改{what}",
    "a decision in part can only touch what the contest is about, not {what}",
)
READING_WHOLE: Final = error(
    "APL036",
    "口径只能采纳或驳回，不能部分采纳",
    "a challenge of a reading is upheld or rejected; it has no part",
)
ONE_CONTEST: Final = error(
    "APL037",
    "部分采纳要一条一条地决定",
    "what is upheld in part is decided one contest at a time",
)
ALL_DECIDED: Final = error("APL038", "第 {case} 号案各条都已决定", "every contest of case {case} is decided")
VALUES_UNASKED: Final = error(
    "APL039",
    "只有部分采纳才写改成什么",
    "only a decision in part comes with values of its own",
)

# --- the docket ----------------------------------------------------------------------------------

OTHER_RUBRIC: Final = error(
    "APL040",
    "案卷所依据的细则不是这一份：案卷的校验值是 {recorded}，这一份是 {given}",
    "this is not the rubric of the docket: its digest is {recorded}, this one's {given}",
)
OTHER_EVIDENCE: Final = error(
    "APL041",
    "案卷所依据的佐证不是这一份：案卷的校验值是 {recorded}，这一份是 {given}",
    "this is not the evidence of the docket: its digest is {recorded}, this one's {given}",
    ("原来的佐证要原样保留，更正的内容写在复核申请里", "leave the evidence as it was; corrections belong in appeals"),
)
OTHER_STANDINGS: Final = error(
    "APL042",
    "按现有的细则和佐证算出的结果与公布的不同：公布的校验值是 {recorded}，现在是 {given}",
    "the rubric and the evidence do not make the published result: its digest is {recorded}, now {given}",
)
NO_DOCKET: Final = error(
    "APL043",
    "“{name}”里没有复核案卷",
    'there is no docket in "{name}"',
    ("先用 rubric appeal register 登记公布的结果", "register the published result first: rubric appeal register"),
)
DOCKET_THERE: Final = error(
    "APL044",
    "“{name}”里已经有一份案卷",
    'there is a docket in "{name}" already',
    ("一份公布的结果一个文件夹", "each published result has a folder of its own"),
)
HISTORY_CHANGED: Final = error(
    "APL045",
    "{what}被改动过：内容与校验值不符",
    "{what} was changed: it does not have the digest that was recorded",
    ("案卷只能续写，不能改写；请恢复原来的文件", "a docket is only added to; restore the file"),
)
HISTORY_BROKEN: Final = error(
    "APL046",
    "案卷的记录接不上：第 {entry} 条记录缺失、重复，或不是接着前一条写的",
    "the record is broken: entry {entry} is missing, is there twice, or does not follow what came before it",
    ("案卷只能续写，不能删改；请恢复原来的文件", "a docket is only added to; restore the files"),
)
CANNOT_KEEP: Final = error("APL047", "写不了“{name}”：{why}", 'cannot write "{name}": {why}')
OTHER_FORMAT: Final = error(
    "APL048", "不认识的案卷格式“{found}”，认识的是 {known}", 'the format "{found}" is not known; this reads {known}'
)
NOT_RECORDED: Final = error(
    "APL049",
    "案卷没有记下{what}在哪里",
    "the docket does not say where {what} is",
    ("用 --rubric 和 --evidence 写明", "say so with --rubric and --evidence"),
)
