"""SEL0xx: what can be wrong with sealed results.

SEL001-019 the bundle and its digests, SEL040-049 results that are not what is recomputed, SEL050-059 sealing itself.
SEL015, SEL020-037 and SEL041 were used before.
"""

from __future__ import annotations

from typing import Final

from rubric_dsl.text.codes._make import error

# --- the bundle ----------------------------------------------------------------------------------

UNREADABLE: Final = error("SEL001", "读不了这个封存包：{why}", "this bundle cannot be read: {why}")
NOT_A_BUNDLE: Final = error(
    "SEL002",
    "这不是封存包：{why}",
    "this is not a bundle: {why}",
    ("封存包用 rubric seal 制作", "bundles are made with rubric seal"),
)
TOO_LARGE: Final = error(
    "SEL003",
    "解开后会超过 {limit} MB、压缩包的 {times} 倍或 {files} 个文件，没有解开",
    "unpacked it would have more than {limit} MB, {times} times the archive, or {files} files; it was not unpacked",
    (
        "先查清这个包从哪里来：正常的封存包没有这么大",
        "ask where it comes from: no bundle that was made here is so large",
    ),
)
UNSAFE_NAME: Final = error(
    "SEL004", "包里的文件名“{name}”不能用", 'the bundle has a file named "{name}", which no bundle has'
)
TWICE: Final = error("SEL005", "包里有两个同名的文件", "the bundle has this file twice")
MISSING_FILE: Final = error("SEL006", "缺这个文件", "this file is missing")
EXTRA_FILE: Final = error("SEL007", "清单里没有这个文件", "this file is not listed in the manifest")
DIGEST_DIFFERS: Final = error(
    "SEL008",
    "文件已被改动：清单记的 SHA-256 是 {expected}，实际是 {found}",
    "the file was changed: the manifest has SHA-256 {expected}, it is {found}",
)
SIZE_DIFFERS: Final = error(
    "SEL009",
    "清单记的大小是 {expected} 字节，实际是 {found} 字节",
    "the manifest says {expected} bytes, it has {found}",
)
NOT_THE_PUBLISHED: Final = error(
    "SEL010",
    "总摘要与公布的不一致：公布的是 {expected}，这个包是 {found}",
    "the digest is not the one published: published is {expected}, this bundle has {found}",
    ("包里至少有一个文件和封存时不同", "at least one file is not what was sealed"),
)
SIGNATURE_FAILS: Final = error(
    "SEL011",
    "签名与这个包、这把公钥对不上",
    "the signature is not of this bundle by the holder of this key",
)
KEY_UNFIT: Final = error(
    "SEL012",
    "“{name}”不能用作密钥或签名：{why}",
    '"{name}" cannot be used as key or signature: {why}',
    (
        "密钥用 openssl genpkey -algorithm ed25519 -out private.pem 生成",
        "make keys with: openssl genpkey -algorithm ed25519 -out private.pem",
    ),
)
NOT_DATA: Final = error("SEL013", "内容不成 JSON：{why}", "its content is not well-formed JSON: {why}")
SHAPE: Final = error("SEL014", "应是{expected}，实际是 {found}", "expected {expected}, found {found}")
NOTHING_VERIFIED: Final = error(
    "SEL016",
    "包里有 {units} 个单位，重新推算了 {done} 个：不能说核验通过",
    "of its units ({units}), {done} were recomputed: nothing can be said for it",
    ("请用制作此包的版本核验，或者重新封存", "verify with the version that made the bundle, or seal it anew"),
)

LOOK_ALIKE: Final = error(
    "SEL017",
    "这个文件名看上去就是“{name}”，却是另一个文件",
    'by its name this file is taken for "{name}", and is another',
)
NOT_PLAIN: Final = error(
    "SEL018",
    "包里的“{name}”是链接或别的特殊文件",
    '"{name}" in the bundle is a link, or another file that is none',
)
NO_PART: Final = error(
    "SEL019",
    "封存包里没有“{name}”这样的文件：没有什么由它而来，不能为它作证",
    'no bundle has a file "{name}": nothing rests on it, so nothing can be said for it',
)

# --- the results ---------------------------------------------------------------------------------

UNITS_DIFFER: Final = error(
    "SEL040",
    "单位和次序应与佐证相同：第 {n} 个应是“{expected}”，这里是“{found}”",
    'the units are those of the evidence, in its order: number {n} is "{expected}", here it is "{found}"',
)
DIFFERS: Final = error(
    "SEL042",
    "重新推算得 {expected}，这里是 {found}",
    "recomputed it is {expected}; here it is {found}",
)
CANNOT_RECOMPUTE: Final = error(
    "SEL043",
    "由细则和佐证推算不出结果：{why}",
    "from the rubric and the evidence no result follows: {why}",
    (
        "佐证或细则被改过，或者核验的机器上少了日历等组件",
        "one of them was changed, or the calendar is not installed here",
    ),
)

# --- sealing -------------------------------------------------------------------------------------

OTHER_READING: Final = error(
    "SEL050",
    "改换口径的结果只供比较，不能封存",
    "results with a reading read otherwise are for comparison, and cannot be sealed",
)
CANNOT_PACK: Final = error(
    "SEL051",
    "这份细则的文件不能按原样打包",
    "the files of this rubric cannot be packed as they are",
    (
        "修订的文件要用相对路径写，也可以先用 rubric flatten 合成一份",
        "name the amended file by a relative path, or make one file with rubric flatten",
    ),
)
NOT_INSTALLED: Final = error(
    "SEL052",
    "签名须先安装：pip install 'rubric-dsl[signature]'",
    "for signatures, first run: pip install 'rubric-dsl[signature]'",
)
TOO_LARGE_TO_SEAL: Final = error(
    "SEL053",
    "封存包会有 {size} MB，至多 {limit} MB",
    "the bundle would have {size} MB; at most it may have {limit}",
    ("把分开排名的单位分开封存", "seal units that are ranked apart in bundles of their own"),
)
