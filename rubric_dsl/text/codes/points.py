"""RUB3xx: points, worths, caps, and how nodes combine."""

from rubric_dsl.text.codes._make import error, warning

WORTHS_DIFFER = error(
    "RUB301",
    "“{name}”分值 {worth}，下级合计 {sum}：{children}",
    "“{name}” is worth {worth}, but its children make {sum}: {children}",
    (
        "改正其中一个数：下级都对的话，“{name}”应写分值 {sum}",
        "correct one of them; if the children are right, “{name}” is worth {sum}",
    ),
)
CAP_BELOW_AWARD = warning(
    "RUB302",
    "一次加 {amount}，已超过封顶 {cap}",
    "a single award of {amount} is more than the cap of {cap}",
    ("改正其中一个数", "correct one of the two"),
)
UNCAPPED = warning(
    "RUB303",
    "这项加分没有封顶，上级也没有",
    "this bonus has no cap, nor has anything above it",
    ("写明 封顶 几分（cap N），或 封顶 无（cap none）", "write cap N, or say cap none"),
)
OUT_OF_REACH = warning(
    "RUB304",
    "“{name}”分值 {worth}，最多只能得 {most}",
    "“{name}” is worth {worth}, but at most {most} can be reached",
    ("改正分值，或用 note（注）说明", "correct the worth, or say why with a note"),
)
CLAUSES_AND_CHILDREN = error(
    "RUB305",
    "“{name}”既有下级又有加扣分",
    "“{name}” has both children and clauses",
    ("把加扣分写进一个下级条目", "move the clauses into a child of their own"),
)
EMPTY_NODE = error(
    "RUB306",
    "“{name}”没有写怎么计分",
    "“{name}” does not say how it is scored",
    (
        "在它下面写 加（award）、扣（deduct）或 评定（judged），或写下级条目",
        "write award, deduct or judged, or children",
    ),
)
TWO_JUDGEMENTS = error("RUB307", "一个条目只能有一处评定", "a leaf can be judged only once")
JUDGED_WITHOUT_RANGE = error(
    "RUB308",
    "没有分值，评定要写明范围",
    "without a worth, judged must say its range",
    ("写 评定 0 至 5（judged 0 .. 5），或给“{name}”写上分值", "write judged 0 .. 5, or give “{name}” a worth"),
)
BAD_RANGE = error(
    "RUB309",
    "范围的下限高于上限",
    "the range ends below where it begins",
    ("先写小的，再写大的", "write the lower end first"),
)
EVENTS_JUDGED_TWICE = error(
    "RUB310",
    "“{events}”的事项在 {other} 已经评定过",
    "the events of “{events}” are already judged in {other}",
)
NEGATIVE_WORTH = error("RUB311", "分值不能是负数", "a worth cannot be negative", ("去掉负号", "remove the minus"))
FLOOR_ABOVE_CAP = error(
    "RUB312",
    "保底 {floor} 高于封顶 {cap}",
    "the floor {floor} is above the cap {cap}",
    ("改正其中一个数", "correct one of the two"),
)
WEIGHT_MISSING = error(
    "RUB313",
    "上级按权重合计，“{name}”没有写权重",
    "its parent combines by weight, and “{name}” has none",
    ("写 weight 30%（权重）", "write weight 30%"),
)
WEIGHT_UNUSED = error("RUB314", "上级不按权重合计，权重没有用处", "its parent does not combine by weight")
CHILD_NEEDS_WORTH = error(
    "RUB315", "上级按{mode}合计，“{name}”要有分值", "its parent combines by {mode}, so “{name}” needs a worth"
)
PARENT_NEEDS_WORTH = error("RUB316", "按权重合计的条目自己要有分值", "a node that combines by weight needs a worth")
WORTHS_UNEQUAL = error(
    "RUB317",
    "取平均的下级分值要相等：{children}",
    "children that are averaged must have equal worths: {children}",
)
RESCALE_NEEDS_WORTH = error("RUB318", "折算的条目要有分值和下级", "a node that rescales needs a worth and children")
WEIGHTS_MIXED = error(
    "RUB319",
    "有的权重写成 %，有的没有",
    "some weights here are percentages and some are not",
    ("写成一样的：都带 %，或都不带", "write them alike: all with %, or none"),
)
SHARE_NEEDS_WORTH = error("RUB320", "没有分值，无从按比例给分", "without a worth there is nothing to give a share of")
START_ON_PARENT = error("RUB321", "有下级的条目不写起评分", "a node with children has no start of its own")
COMBINE_ON_LEAF = error("RUB322", "没有下级，无从合计", "there are no children to combine")
PER_EVENT_EMPTY = error(
    "RUB323",
    "“{events}”可能一件也没有，{mode}求不出来",
    "there may be no “{events}” to take the {mode} of",
    (
        "写 applies when any({events})（适用 当），或在佐证里校验",
        "write applies when any({events}), or check it with the evidence",
    ),
)
NESTED_PER_EVENT = error(
    "RUB324", "按事项逐一计分的条目里不能再逐一计分", "a node that stands once per event cannot hold another"
)
START_OUTSIDE = warning(
    "RUB325", "起评 {start} 不在 {floor} 与 {cap} 之间", "the start {start} lies outside {floor} .. {cap}"
)
BELOW_PER_EVENT = error(
    "RUB326",
    "“{name}”逐一计分，别处不能引用它下面的条目",
    "“{name}” stands once per event, so nothing elsewhere can refer to what is below it",
)
NEVER_AWARDED = warning(
    "RUB327", "这一条永远不会发生", "this clause never takes effect", ("条件不可能成立", "its condition cannot hold")
)
WORTH_MISSING = error(
    "RUB329",
    "“{name}”没有写分值：“{parent}”分值 {worth}，其余下级合计 {sum}",
    "“{name}” has no worth: “{parent}” is worth {worth}, and its other children make {sum}",
    ("写上 分值 {missing}（worth {missing}）", "write worth {missing}"),
)
BAD_HIGHEST = error(
    "RUB328", "取高的个数要是不小于 1 的整数", "how many are highest must be a whole number of at least 1"
)
