"""How people word a bound: every form of docs/design.md §3, and what fits none."""

from __future__ import annotations

import pytest

from targetcli.errors import Contradiction, Unreadable
from targetcli.model.bound import Relation
from targetcli.model.bound_words import read_wording
from targetcli.model.quantity import format_digits
from targetcli.model.records import Better, FigureStatus
from targetcli.model.wording import RecordRole, SideWords, Wording
from targetcli.problems.reading import ReadingProblem


def format_wording(wording: Wording) -> str:
    """Write what was read in one line: relation, value, upper end, unit, basis."""
    high = wording.value_high
    ends = format_digits(wording.value) + (f"..{format_digits(high)}" if high else "")
    return " ".join(
        part for part in (wording.relation, ends, wording.unit, wording.basis) if part
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # legal usage: these include the number …
        ("5%以上", ">= 5 %"),
        ("50家及以上", ">= 50 家"),
        ("5%以下", "<= 5 %"),
        ("5%及以下", "<= 5 %"),
        ("5%以内", "<= 5 %"),
        ("5%之内", "<= 5 %"),
        ("不低于5%", ">= 5 %"),
        ("不少于50家", ">= 50 家"),
        ("至少50家", ">= 50 家"),
        ("不低于5%以上", ">= 5 %"),
        ("at least 5%", ">= 5 %"),
        ("no less than 50 units", ">= 50 units"),
        ("5% or more", ">= 5 %"),
        ("≥5%", ">= 5 %"),
        (">= 5%", ">= 5 %"),
        ("不超过3%", "<= 3 %"),
        ("不高于3%", "<= 3 %"),
        ("至多3%", "<= 3 %"),
        ("at most 3%", "<= 3 %"),
        ("no more than 3%", "<= 3 %"),
        ("not exceeding 3%", "<= 3 %"),
        ("<=3%", "<= 3 %"),
        ("控制在3%以内", "<= 3 %"),
        ("控制在3%以下", "<= 3 %"),
        ("控制在不超过3%", "<= 3 %"),
        ("控制在3%左右", "~ 3 %"),
        ("控制在3%至4%", "range 3..4 %"),
        ("保持在3%以上", ">= 3 %"),
        ("稳定在95%以上", ">= 95 %"),
        # … and these exclude it
        ("突破3600亿元", "> 3600 亿元"),
        ("超3万套", "> 3 万套"),
        ("超过3万套", "> 3 万套"),
        ("高于5%", "> 5 %"),
        ("多于5家", "> 5 家"),
        ("逾5万家", "> 5 万家"),
        ("over 3.6 billion CNY", "> 3.6 billion CNY"),
        ("Over 3.6 Billion CNY", "> 3.6 Billion CNY"),
        ("more than 50 units", "> 50 units"),
        ("above 5%", "> 5 %"),
        (">5%", "> 5 %"),
        ("＞5%", "> 5 %"),
        ("低于5%", "< 5 %"),
        ("不满5%", "< 5 %"),
        ("below 5%", "< 5 %"),
        ("under 5%", "< 5 %"),
        ("less than 5%", "< 5 %"),
        ("<5%", "< 5 %"),
        ("=5%", "= 5 %"),
        # about
        ("5%左右", "~ 5 %"),
        ("5.0%左右", "~ 5.0 %"),
        ("1200家上下", "~ 1200 家"),
        ("约5%", "~ 5 %"),
        ("大约5%", "~ 5 %"),
        ("约5%左右", "~ 5 %"),
        ("about 5%", "~ 5 %"),
        ("around 5%", "~ 5 %"),
        ("≈5%", "~ 5 %"),
        ("～5%", "~ 5 %"),
        # ranges, both ends included
        ("5%–6%", "range 5..6 %"),
        ("5%-6%", "range 5..6 %"),
        ("5-6%", "range 5..6 %"),
        ("5—6%", "range 5..6 %"),
        ("5％～6％", "range 5..6 %"),
        ("5%至6%", "range 5..6 %"),
        ("5%到6%", "range 5..6 %"),
        ("5% to 6%", "range 5..6 %"),
        ("5%-6%之间", "range 5..6 %"),
        ("介于5%和6%之间", "range 5..6 %"),
        ("between 5% and 6%", "range 5..6 %"),
        ("between 5 and 6%", "range 5..6 %"),
        ("within 5% and 6%", "range 5..6 %"),
        ("in the range of 5–6%", "range 5..6 %"),
        ("5%-6%区间", "range 5..6 %"),
        ("在5%至6%之间", "range 5..6 %"),
        ("between 2.6 and 2.8 billion CNY", "range 2.6..2.8 billion CNY"),
        ("2.6万–2.8万个", "range 2.6..2.8 万个"),
        ("2.6–2.8万个", "range 2.6..2.8 万个"),
        ("-5%至-3%", "range -5..-3 %"),
        ("百分之五至百分之六", "range 5..6 %"),
        ("百分之五至六", "range 5..6 %"),
        ("三至五家", "range 3..5 家"),
        ("达到5%至6%", "range 5..6 %"),
        # words for a share
        ("百分之百", "100 %"),
        ("百分之五点五", "5.5 %"),
        ("超过百分之五", "> 5 %"),
        ("千分之五", "5 ‰"),
        # ranks
        ("前20", "<= 20 位"),
        ("前二十", "<= 20 位"),
        ("前20位", "<= 20 位"),
        ("前20强", "<= 20 强"),
        ("前20%", "<= 20 %"),
        ("top 20", "<= 20 位"),
        ("Top20", "<= 20 位"),
        ("第5位", "5 位"),
        ("第五", "5 位"),
        ("20强", "20 强"),
        # signed growth
        ("正增长", "> 0 % growth"),
        ("保持正增长", "> 0 % growth"),
        ("positive growth", "> 0 % growth"),
        ("负增长", "< 0 % growth"),
        ("持平", "= 0 % growth"),
        # bases
        ("年均增长6.5%左右", "~ 6.5 % growth"),
        ("增长5%至6%", "range 5..6 % growth"),
        ("净增加1000家以上", ">= 1000 家 change"),
        ("累计超过1000亿元", "> 1000 亿元 total"),
        ("新增超过37万个", "> 37 万个 total"),
        # multiples: the end over the base
        ("增长两倍以上", ">= 3 倍 growth"),
        ("增长1倍至2倍", "range 2..3 倍 growth"),
        # nothing at all
        ("清零", "0"),
        ("动态清零", "0"),
        ("零发生", "0"),
        ("无", "0"),
        ("0起", "0 起"),
        ("零起", "0 起"),
        ("零事故", "0"),
        ("0 cases", "0 cases"),
        ("zero cases", "0 cases"),
        ("no cases", "0 cases"),
        # a limiter before the movement bounds it too
        ("至少下降3%", "<= -3 % growth"),
        ("at least down 3%", "<= -3 % growth"),
        ("不超过增长5%", "<= 5 % growth"),
        ("增长控制在5%以内", "<= 5 % growth"),
        ("下降控制在3%以内", ">= -3 % growth"),
        ("up to 5%", "<= 5 %"),
        # falls turn the sign and the relation
        ("下降5%以上", "<= -5 % growth"),
        ("下降不低于5%", "<= -5 % growth"),
        ("下降超过5%", "< -5 % growth"),
        ("下降不超过5%", ">= -5 % growth"),
        ("下降5%以内", ">= -5 % growth"),
        ("下降5%左右", "~ -5 % growth"),
        ("下降5%至6%", "range -6..-5 % growth"),
        ("-5%左右", "~ -5 %"),
        # what is asked at the end of a fall
        ("降至5%以下", "<= 5 %"),
        ("提高到95%以上", ">= 95 %"),
        # full-width
        ("突破３，６００亿元", "> 3600 亿元"),
        ("−5%", "-5 %"),
        ("﹣3%", "-3 %"),
    ],
)
@pytest.mark.parametrize("role", list(RecordRole))
def test_same_of_target_and_figure(text: str, read: str, role: RecordRole) -> None:
    assert format_wording(read_wording(text, role)) == read


@pytest.mark.parametrize(
    ("text", "target", "figure"),
    [
        # a rise asks for more, and no rise for nothing in particular
        ("零增长", "0 % growth", "0 % growth"),
        ("增长5%", ">= 5 % growth", "5 % growth"),
        ("同比增长5%", ">= 5 % growth", "5 % growth"),
        ("增长-5%", "<= -5 % growth", "-5 % growth"),
        ("增长5 per cent", ">= 5 per cent growth", "5 per cent growth"),
        ("up 5%", ">= 5 % growth", "5 % growth"),
        ("增长三成", ">= 3 成 growth", "3 成 growth"),
        ("增长50家", ">= 50 家 change", "50 家 change"),
        ("提高5个百分点", ">= 5 个百分点 change", "5 个百分点 change"),
        ("净增1000家", ">= 1000 家 change", "1000 家 change"),
        ("新增37万个", ">= 37 万个 total", "37 万个 total"),
        ("累计新增37万个", ">= 37 万个 total", "37 万个 total"),
        ("增长一倍", ">= 2 倍 growth", "2 倍 growth"),
        ("增长两倍", ">= 3 倍 growth", "3 倍 growth"),
        ("增长1.5倍", ">= 2.5 倍 growth", "2.5 倍 growth"),
        ("增长0%", "0 % growth", "0 % growth"),
        ("实现增长5%", ">= 5 % growth", "5 % growth"),
        ("净减少50家", "<= -50 家 change", "-50 家 change"),
        ("压减50家", "<= -50 家 change", "-50 家 change"),
        ("完成50家", ">= 50 家", "50 家"),
        ("达到0起", "0 起", "0 起"),
        ("排名前20", "<= 20 位", "<= 20 位"),
        ("ranked 5", "<= 5 位", "5 位"),
        ("位居5%", "<= 5 %", "5 %"),
        ("rise to 80%", ">= 80 %", "80 %"),
        ("cut by 5%", "<= -5 % growth", "-5 % growth"),
        ("cut 20%", "<= -20 % growth", "-20 % growth"),
        ("increase 5%", ">= 5 % growth", "5 % growth"),
        ("增速5%", ">= 5 % growth", "5 % growth"),
        ("降幅5%", "<= -5 % growth", "-5 % growth"),
        ("达5%", ">= 5 %", "5 %"),
        ("达到5%", ">= 5 %", "5 %"),
        ("达到5%以内", "<= 5 %", "<= 5 %"),
        ("达到5%左右", "~ 5 %", "~ 5 %"),
        ("reach 5%", ">= 5 %", "5 %"),
        ("控制在3%", "<= 3 %", "3 %"),
        ("达到20强", "<= 20 强", "20 强"),
        ("进入前20", "<= 20 位", "<= 20 位"),
        ("位居第五", "<= 5 位", "5 位"),
        ("累计达37万个", ">= 37 万个 total", "37 万个 total"),
        ("下降5%", "<= -5 % growth", "-5 % growth"),
        ("减少50家", "<= -50 家 change", "-50 家 change"),
        ("降低5%", "<= -5 % growth", "-5 % growth"),
        ("down 5%", "<= -5 % growth", "-5 % growth"),
        ("下降0%", "<= 0 % growth", "0 % growth"),
        ("降到5%", "<= 5 %", "5 %"),
        ("增加到50家", ">= 50 家", "50 家"),
        ("增长到两倍", ">= 2 倍 growth", "2 倍 growth"),
        ("翻番", ">= 2 倍 growth", "2 倍 growth"),
        ("翻一番", ">= 2 倍 growth", "2 倍 growth"),
        ("实现翻番", ">= 2 倍 growth", "2 倍 growth"),
        ("翻两番", ">= 4 倍 growth", "4 倍 growth"),
        ("doubling", ">= 2 倍 growth", "2 倍 growth"),
        ("减半", "<= 0.5 倍 growth", "0.5 倍 growth"),
        ("全覆盖", ">= 100 %", "100 %"),
        ("full coverage", ">= 100 %", "100 %"),
        ("300余家", "> 300 家", "> 300..400 家"),
        ("300多家", "> 300 家", "> 300..400 家"),
        ("三百余家", "> 300 家", "> 300..400 家"),
        ("300-odd households", "> 300 households", "> 300..400 households"),
        ("1200余家", "> 1200 家", "> 1200..1300 家"),
        ("3.5万余人", "> 3.5 万人", "> 3.5..3.6 万人"),
        ("十余万人", "> 10 万人", "> 10..20 万人"),
        ("30多万人", "> 30 万人", "> 30..40 万人"),
        ("达300余家", "> 300 家", "> 300..400 家"),
        ("下降300余家", "< -300 家 change", "> -400..-300 家 change"),
    ],
)
def test_differs_by_role(text: str, target: str, figure: str) -> None:
    assert format_wording(read_wording(text, RecordRole.TARGET)) == target
    assert format_wording(read_wording(text, RecordRole.FIGURE)) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("近2.3万个", "< 2.3 万个"),
        ("接近5%", "< 5 %"),
        ("将近5%", "< 5 %"),
        ("不足5%", "< 5 %"),
        ("nearly 5%", "< 5 %"),
        ("almost 5%", "< 5 %"),
        ("下降近5%", "> -5 % growth"),
    ],
)
def test_nearly_bounds_a_figure_from_above(text: str, figure: str) -> None:
    assert format_wording(read_wording(text, RecordRole.FIGURE)) == figure
    with pytest.raises(Unreadable) as refused:
        read_wording(text, RecordRole.TARGET)
    assert refused.value.reason.problem is ReadingProblem.NEARLY_TARGET


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "以上",
        "左右",
        "突破",
        "亿元",
        "位居前列",
        "高于全市平均",
        "yes",
        # bounds that contradict each other
        "不低于不超过5%",
        "不低于5%以内",
        "超过5%以下",
        "至少5%左右",
        "约5%以上",
        "近5%以上",
        "近5%左右",
        "超300余家",
        "300余家以上",
        "-300余家",
        "0余家",
        "5%–6%以上",
        "超过5%–6%",
        "5–6%左右",
        "6%–5%",
        "2万-3亿元",
        "5%–6家",
        "between 5%",
        "5%之间",
        # falls
        "下降一倍",
        "下降2倍",
        "down 3 times",
        "下降-5%",
        # a rise by "three times" may end at three or four times
        "up 3 times",
        "增长1万倍",
        # more of what is less, and the reverse
        "不劣于不超过5%",
        "1.5m",
        "1.5 M",
        # ranks
        "前0位",
        "前-5位",
        "前5.5位",
        "前3个月",
        "第5批",
        "前列",
        # numbers
        "1 234亿元",
        "12,34亿元",
        "NaN%",
        "1e500元",
        "-0%",
        "三五个",
        "upper 5%",
        "5" * 201,
    ],
)
@pytest.mark.parametrize("role", list(RecordRole))
def test_refused(text: str, role: RecordRole) -> None:
    with pytest.raises(Unreadable) as refused:
        read_wording(text, role)
    assert refused.value.thing == "value"
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text",
    ["降至3%以上", "降至不低于3%", "reduce to at least 3%", "提高到80%以内"],
)
def test_an_end_bounded_from_afar_is_refused_of_a_target(text: str) -> None:
    assert read_wording(text, RecordRole.FIGURE).value
    with pytest.raises(Unreadable) as refused:
        read_wording(text, RecordRole.TARGET)
    assert refused.value.reason.problem is ReadingProblem.TWO_BOUNDS


FALL, RISE, REACH = SideWords.FALL, SideWords.RISE, SideWords.REACH


MORE, LESS, BOTH = Better.MORE, Better.LESS, Better.NONE


@pytest.mark.parametrize(
    ("text", "side", "side_words"),
    [
        # movement gives the side where no limiter does
        ("下降3%–5%", LESS, FALL),
        ("下降3%左右", LESS, FALL),
        ("降低2.5%左右", LESS, FALL),
        ("减少30–50家", LESS, FALL),
        ("reduce by 20-25%", LESS, FALL),
        ("reduce by about 20%", LESS, FALL),
        ("下降3%至5%之间", LESS, FALL),
        ("增长5%", MORE, RISE),
        ("增长5%左右", MORE, RISE),
        ("up 5%–6%", MORE, RISE),
        ("净增200家左右", MORE, RISE),
        ("翻番", MORE, RISE),
        # movement to a value gives the side of the level
        ("降至35微克/立方米左右", LESS, FALL),
        ("降至30–35微克/立方米", LESS, FALL),
        ("down to 30–35%", LESS, FALL),
        ("提高到80%左右", MORE, RISE),
        ("控制在40%左右", LESS, FALL),
        ("控制在2%–3%", LESS, FALL),
        # a limiter bounds the movement, and its relation gives the side
        ("下降至少3%", None, None),
        ("下降不超过3%", None, None),
        ("增长不超过5%", None, None),
        ("增长控制在5%左右", LESS, FALL),
        ("下降控制在5%左右", MORE, FALL),
        # words that give way
        ("达到50家", MORE, REACH),
        ("完成50家左右", MORE, REACH),
        ("新增50家", MORE, REACH),
        # no side
        ("5%左右", None, None),
        ("5%–6%", None, None),
        ("5%", None, None),
        ("no worse than 5%", None, None),
        ("不劣于5%", None, None),
        ("0起", None, None),
        ("零增长", None, None),
        # both ends hold
        ("between 5% and 6%", BOTH, None),
        ("5%至6%之间", BOTH, None),
        ("保持在5%—6%区间", BOTH, None),
    ],
)
def test_side_of_a_target(
    text: str, side: Better | None, side_words: SideWords | None
) -> None:
    wording = read_wording(text, RecordRole.TARGET)
    assert (wording.side, wording.side_words) == (side, side_words)


def test_a_figure_has_no_side() -> None:
    for text in ("下降3%–5%", "达到50家", "控制在40%左右", "between 5% and 6%"):
        assert read_wording(text, RecordRole.FIGURE).side is None
    with pytest.raises(Unreadable):
        read_wording("no worse than 5%", RecordRole.FIGURE)


def test_a_side_that_is_taken_away_leaves_the_number() -> None:
    reached = read_wording("达到50家", RecordRole.TARGET).without_side()
    assert (reached.relation, reached.side) == (None, None)
    assert reached.value == 50
    about = read_wording("增长5%左右", RecordRole.TARGET).without_side()
    assert (about.relation, about.side) == (Relation.ABOUT, None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,000 homes a year", "homes"),
        ("每年1000套", "套"),
        ("1000套/年", "套"),
        ("2 million a year", "million"),
        ("at least 5 per year", ""),
    ],
)
def test_amount_of_a_year(text: str, unit: str) -> None:
    wording = read_wording(text, RecordRole.TARGET)
    assert (wording.unit, wording.is_yearly) == (unit, True)


def test_an_amount_of_a_week_is_a_rate() -> None:
    wording = read_wording("40,000 a week", RecordRole.TARGET)
    assert (wording.unit, wording.is_yearly) == ("a week", False)


@pytest.mark.parametrize(
    ("text", "unit", "read"),
    [
        ("2", "m", "2 m"),
        ("2m", "GBP", "2 m GBP"),
        ("300k", "homes", "300 k homes"),
        ("3600", "亿元", "3600 亿元"),
        ("突破3600", "亿元", "> 3600 亿元"),
        ("突破3600亿", "元", "> 3600 亿元"),
        ("突破3600亿", "亿元", "> 3600 亿元"),
        ("3.6 billion", "CNY", "3.6 billion CNY"),
        ("3600亿元", "亿元", "3600 亿元"),
        ("增长5", "%", "5 % growth"),
        ("增长5", "家", "5 家 change"),
        ("增长两", "倍", "3 倍 growth"),
        ("5-6", "%", "range 5..6 %"),
        ("前20", "名", "<= 20 名"),
        ("正增长", "%", "> 0 % growth"),
    ],
)
def test_unit_given_apart(text: str, unit: str, read: str) -> None:
    assert format_wording(read_wording(text, RecordRole.FIGURE, unit)) == read


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5%", "百分点"), ("100人", "人次"), ("翻番", "%"), ("3600亿元", "美元")],
)
def test_two_units(text: str, unit: str) -> None:
    with pytest.raises(Contradiction):
        read_wording(text, RecordRole.TARGET, unit)


def test_the_status_of_a_figure_may_stand_before_it() -> None:
    wording = read_wording("预计100亿元", RecordRole.FIGURE)

    assert (wording.status, format_wording(wording)) == (
        FigureStatus.EXPECTED,
        "100 亿元",
    )
    with pytest.raises(Unreadable) as refused:
        read_wording("预计100亿元", RecordRole.TARGET)
    assert refused.value.reason.problem is ReadingProblem.EXPECTED_TARGET
