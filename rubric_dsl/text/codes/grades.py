"""RUB4xx: grades, ranks, quotas, ties."""

from rubric_dsl.text.codes._make import error, warning

GRADE_GAP = error(
    "RUB401",
    "等次有空当：{example}没有等次",
    "the grades leave a gap: {example} has none",
    (
        "补上条件，或把最后一个等次的条件写成 其他情形（otherwise）",
        "let the last grade be otherwise, or add what is missing",
    ),
)
GRADE_DEAD = error(
    "RUB402",
    "等次“{name}”永远评不到",
    "grade “{name}” can never be given",
    ("它的条件不可能成立，或已被上面的等次占完", "its condition cannot hold, or the grades above take every case"),
)
QUOTA_SILENT_ON_TIES = error(
    "RUB403",
    "名额没有说并列怎么办",
    "the quota does not say what a tie does",
    (
        "在名额下面写 并列不取（ties out）、并列全取（ties in）或 并列按 ……（ties by）",
        "write ties out, ties in, or ties by",
    ),
)
RANK_SILENT_ON_TIES = warning(
    "RUB404",
    "没有名额，边上并列的会全部进来",
    "there is no quota, so all who tie at the edge come in",
    ("在等次下面写明 名额（quota）和 并列不取、并列全取（ties）", "say so with quota and ties"),
)
NO_RANKING = error(
    "RUB405",
    "没有写按什么排名",
    "nothing says what the units are ranked by",
    ("在等次下面写 排名 参评单位 按 总分（rank units by total）", "write rank units by total"),
)
UNSCORED_NEEDS_SCORE = error(
    "RUB407",
    "不计分的否决不能看得分、排名或全体的数值",
    "a veto that leaves a unit unscored cannot look at points, ranks or the cohort",
)
RANKING_USES_RANK = error("RUB409", "排名不能用名次本身来定", "the ranking cannot itself depend on the rank")
TIES_WITHOUT_QUOTA = error(
    "RUB410",
    "没有名额，并列无从谈起",
    "there is no quota for the tie to fit into",
    ("在它上面写 名额 不超过 ……（quota），或删去它", "write the quota above it, or remove it"),
)
NO_GRADES = error("RUB411", "grades（等次）里一个等次也没有", "grades has no grade")
BAD_WINDOW = error("RUB414", "复核时限要是不小于 1 的整数", "the window must be a whole number of at least 1")
VETO_USES_RANK = error("RUB415", "否决不能看排名", "a veto cannot look at the rank")
RANK_NOT_QUOTA = warning(
    "RUB416",
    "“前 {count}”是前 {count} 名，名额却是 {share}",
    "within {count} means the first {count} units, but the quota is {share}",
    ("比例写成 前 {share}（within {share}）", "a share is written within {share}"),
)
