"""List the words that say how a value is bounded, and in what order they are tried.

In every table a longer word stands before one that it begins with.
"""

from __future__ import annotations

from targetcli.model.bound import Relation
from targetcli.model.records import FigureStatus

NEARLY = (
    *("将近", "接近", "近", "不足", "不到", "nearly", "almost", "just under"),
    "just below",
)
LIMITERS: dict[Relation, tuple[str, ...]] = {
    Relation.AT_LEAST: (
        *("不低于", "不得低于", "不少于", "不得少于", "不小于", "至少", "最少"),
        *("大于等于", "大于或等于"),
        *("at least", "no less than", "not less than", "no fewer than"),
        *("not fewer than", "no lower than", "a minimum of", "minimum of"),
        *("minimum", "min.", "min", "=>"),
        *("greater than or equal to", "more than or equal to", ">=", "≥"),
    ),
    Relation.AT_MOST: (
        *(
            "不超过",
            "不得超过",
            "不突破",
            "不高于",
            "不得高于",
            "不多于",
            "不得多于",
            "不得突破",
            "不大于",
        ),
        *("至多", "最多", "小于等于", "小于或等于"),
        *("at most", "no more than", "not more than", "no higher than"),
        *("not exceeding", "up to", "a maximum of", "maximum of"),
        *("maximum", "max.", "max", "=<"),
        *("less than or equal to", "fewer than or equal to", "<=", "≤"),
    ),
    Relation.OVER: (
        *("突破了", "突破", "超过了", "超过", "超", "高于", "多于", "大于", "逾"),
        *("over", "more than", "above", "exceeding", "exceeds", "exceed"),
        *("in excess of", "upwards of", "upward of", "just over", "just above"),
        *("well over", "well above", ">"),
    ),
    Relation.UNDER: (
        *("低于", "少于", "小于", "不满", "跌破", "降破"),
        *("below", "under", "less than", "fewer than", "well below", "well under"),
        "<",
    ),
    Relation.ABOUT: (
        *(
            "大约为",
            "大约",
            "大概",
            "约为",
            "约",
            "about",
            "around",
            "approximately",
            "approx.",
        ),
        *("roughly", "circa", "some", "c.", "ca.", "≈", "~"),
    ),
    Relation.EQUAL: ("等于", "="),
}
LIMITERS_BEHIND: dict[Relation, tuple[str, ...]] = {
    Relation.AT_LEAST: (
        *("及以上", "或以上", "以上", "or more", "or above", "or higher"),
        *("or longer", "or greater"),
    ),
    Relation.AT_MOST: (
        *("及以下", "或以下", "以下", "以内", "之内", "or less", "or below"),
        *(
            "or fewer",
            "or lower",
            "or shorter",
            "or smaller",
            " at most",
            " maximum",
            " max",
        ),
    ),
    Relation.ABOUT: ("左右", "上下", "or so"),
}
NO_WORSE = ("不劣于", "不差于", "no worse than", "not worse than")
REACH = (
    *("达到了", "达到", "达至", "达", "完成", "实现"),
    *("reaching", "reaches", "reached", "reach", "achieving", "achieve", "attain"),
    "complete",
)
RANKED = (
    *("进入", "位居", "位列", "居", "排名", "排在"),
    *("ranked", "rank"),
)
RANK_NAMES = ("排名", "位次", "名次", "ranking", "rank")
TOP, PLACE = ("前", "top"), ("第",)
LIMIT_TO, KEEP_AT = ("控制在",), ("保持在", "稳定在")
UP_TO = (
    *("增长到", "增长至", "增加到", "增加至", "增至", "提高到", "提高至", "提升到"),
    *(
        "提升至",
        "上升到",
        "上升至",
        "升至",
        "上调到",
        "上调至",
        "回升到",
        "回升至",
        "扩大到",
        "扩大至",
        "increase to",
        "rise to",
        "grow to",
    ),
    *("raise to", "increasing to", "rising to", "growing to", "raising to"),
    *("rose to", "grew to", "increased to", "raised to"),
)
DOWN_TO = (
    *("压缩到", "压缩至", "缩短到", "缩短至", "缩减到", "缩减至", "压降到", "压降至"),
    *("削减到", "削减至", "收窄到", "收窄至", "下调到", "下调至"),
    *("下降到", "下降至", "降低到", "降低至", "减少到", "减少至", "降至", "降到"),
    *(
        "压减到",
        "压减至",
        "缩小到",
        "缩小至",
        "回落到",
        "回落至",
        "decrease to",
        "fall to",
    ),
    *("reduce to", "cut to", "lower to", "bring down to", "down to", "falling to"),
    *("reducing to", "cutting to", "fell to", "dropped to", "declined to"),
    *("decreased to", "reduced to", "lowered to"),
)
UP = (
    *(
        "增长",
        "增加",
        "提高",
        "提升",
        "上升",
        "上涨",
        "回升",
        "上调",
        "up by",
        "up",
        "increase of",
    ),
    *("increase by", "increased by", "rise by", "rose by", "rise of", "grow by"),
    *("grew by", "growth of", "raise by", "raised by", "increase", "rise", "grow"),
    *("raise", "grew", "rose", "increased", "增幅", "增速", "涨幅"),
    *("expanded by", "expand by", "expanded"),
)
DOWN = (
    *("下降", "减少", "降低", "下跌", "压减", "缩小", "回落"),
    *("压缩", "缩短", "缩减", "压降", "削减", "收窄", "下调"),
    *("down by", "down", "decrease of", "decrease by", "decreased by", "fall by"),
    *("fell by", "fall of", "reduce by", "reduced by", "reduction of", "cut by"),
    *("cut of", "lower by", "lowered by", "decrease", "reduce", "cut", "lower"),
    *("dropped by", "declined by", "drop of", "decline of", "fell", "dropped"),
    *("declined", "decreased", "reduced", "contracted by", "contracted", "shrank by"),
    *("shrank",),
    *("降幅", "跌幅"),
)
# The base period and the window give the years compared, not these words.
COMPARISON = ("同比", "年均")
NET_RISE = ("净增加", "净增", "net increase of")
NET_FALL = ("净减少", "净减", "net decrease of", "net reduction of")
# What is new is an addition, whichever way it came about.
GROSS_ADDITION = (
    *("新增", "total of", "新建成", "新建", "新改扩建", "新改建", "新扩建"),
    *("新(改、扩)建", "新(改扩)建", "新(改)建", "新培育", "新引进", "新设立", "新设"),
)
CUMULATIVE = ("累计",)
YEARLY = ("每年",)
YEARLY_BEHIND = (
    *(
        "每年",
        "/年",
        "/year",
        "/yr",
        " p.a.",
        " pa",
        " a year",
        " per year",
        " each year",
        " every year",
    ),
    *(" per annum", " annually"),
)
STATUS = {
    FigureStatus.EXPECTED: ("预计将", "预计可", "预计", "expected", "an expected"),
    FigureStatus.PRELIMINARY: ("初步核算", "preliminary"),
}
BETWEEN = (
    *("between", "within the range of", "within the range", "within"),
    *("in the range of", "介于"),
)
BETWEEN_BEHIND = ("之间", "的区间", "区间内", "区间", " range")
INSIDE = ("在",)

SIGNED_GROWTH: dict[str, Relation | None] = {
    "正增长": Relation.OVER,
    "positive growth": Relation.OVER,
    "负增长": Relation.UNDER,
    "negative growth": Relation.UNDER,
    "不增长": Relation.AT_MOST,
    "不增加": Relation.AT_MOST,
    "不上升": Relation.AT_MOST,
    "no increase": Relation.AT_MOST,
    "不下降": Relation.AT_LEAST,
    "不减少": Relation.AT_LEAST,
    "不降低": Relation.AT_LEAST,
    "no decrease": Relation.AT_LEAST,
    "no reduction": Relation.AT_LEAST,
    "零增长": None,
    "zero growth": None,
    "持平": Relation.EQUAL,
    "unchanged": Relation.EQUAL,
}
NOTHING = (
    *("零发生", "不发生", "动态清零", "清零", "归零", "零", "无"),
    *("zero", "none", "nil"),
)
NO_SUCH = ("zero", "no", "nil")
MULTIPLES = {
    "翻番": "2",
    "翻一番": "2",
    "doubling": "2",
    "doubled": "2",
    "double": "2",
    "翻两番": "4",
    "翻三番": "8",
    "tripling": "3",
    "tripled": "3",
    "triple": "3",
    "quadrupling": "4",
    "quadrupled": "4",
    "quadruple": "4",
    "减半": "0.5",
    "halving": "0.5",
    "halved": "0.5",
    "halve": "0.5",
}
FULL_COVERAGE = ("全覆盖", "全面覆盖", "full coverage")
ACHIEVE = ("实现", "保持")
FRACTION_SIGNS = {"百分之": "%", "千分之": "‰"}
NUMBERLESS_ENDINGS = (
    *("前列", "平均", "平均水平", "平均值", "任务", "目标", "同步", "above average"),
)
PRICES = (
    *("价格", "物价", "房价", "通胀", "通货膨胀", "cpi", "ppi"),
    *("inflation", "price", "prices", "deflator"),
)
HAPPENING = (
    *("通车", "建成", "竣工", "开工", "投产", "投用", "启用", "开通", "开业", "投运"),
    *("建成投用", "完工", "挂牌"),
    *("opens", "open", "opened", "opening", "completed", "completion", "launched"),
)
ANSWERS = {
    **dict.fromkeys(("完成", "已完成", "已实现", "已建成", "办结", "已办结"), "yes"),
    **dict.fromkeys(("销号", "已销号", "done", "happened", "finished"), "yes"),
    **dict.fromkeys(("未完成", "未实现", "未建成", "未办结", "未销号"), "no"),
    **dict.fromkeys(("尚未完成", "尚未实现", "尚未建成", "没有完成", "未启动"), "no"),
    **dict.fromkeys(("not done", "not happened", "unfinished", "not yet"), "no"),
}
"""Answers about an event by the words for them, besides yes and no, 是 and 否."""
NET_ZERO = (
    *("net zero", "net-zero", "net zero emissions", "net-zero emissions", "净零"),
    *("净零排放", "carbon neutral", "carbon neutrality", "climate neutral", "碳中和"),
)
NET_NAMES = ("net ", "净")


def strip_prefix(words: str, prefixes: tuple[str, ...]) -> str | None:
    """Return the words after the first prefix that fits; longer prefixes come first."""
    for prefix in prefixes:
        rest = words[len(prefix) :]
        # An English word ends at a space or a digit: "up 5%", not "upper".
        is_english = prefix.isascii() and prefix[-1].isalpha()
        is_whole_word = not (is_english and rest[:1].isalpha())
        if is_whole_word and words[: len(prefix)].lower() == prefix:
            return rest.strip()
    return None
