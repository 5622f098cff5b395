"""The packaged lexicon: near-misses apart, nothing disputed said, seeds agreed to."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import CHECKOUT
from support.program import Run
from targetcli.model.lexicon import Entry, Lexicon, LexiconContent
from targetcli.model.records import Better, MetricKind
from targetcli.reading.lexicon_reader import read_lexicon
from targetcli.session.lexicon_files import load_packaged_content
from targetcli.session.simplification import simplify_characters

CONTENT: LexiconContent = load_packaged_content()
PAGE = (CHECKOUT / "docs" / "lexicon.md").read_text(encoding="utf-8")
LEXICON = Lexicon([CONTENT], simplify_characters)
# Its document writes 优良天数 for the share of such days.
SEED_NAMES_OF_ANOTHER_MEANING = ("优良天数",)


def find(name: str) -> Entry:
    entry = LEXICON.find(name)
    assert entry, name
    return entry


def list_names() -> Iterator[tuple[Entry, str]]:
    return ((entry, name) for entry in CONTENT.entries for name in entry.names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("工业增加值", "规上工业增加值"),
        ("工业增加值", "工业增加值增速"),
        ("失业人员再就业人数", "失业人数"),
        ("GDP", "GDP growth"),
        ("GDP", "GDP per capita"),
        ("GDP per capita", "GNI per capita"),
        ("失业率", "城镇调查失业率"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("unemployment rate", "ILO unemployment rate"),
        ("unemployment", "unemployment rate"),
        ("poverty", "poverty rate"),
        ("CPI", "inflation"),
        ("inflation", "core inflation"),
        ("PM2.5", "PM10"),
        ("能耗", "能源消费总量"),
        ("单位GDP能耗", "单位GDP能耗降低率"),
        ("单位GDP二氧化碳排放", "二氧化碳排放"),
        ("carbon emissions", "CO2 emissions"),
        ("net emissions", "emissions"),
        ("primary energy consumption", "final energy consumption"),
        ("常住人口", "户籍人口"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("社会消费品零售总额", "限额以上社会消费品零售总额"),
        ("固定资产投资", "全社会固定资产投资"),
        ("存款余额", "贷款余额"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("高新技术企业", "新增高新技术企业"),
        ("新能源汽车产量", "新能源汽车保有量"),
        ("new homes", "net additional dwellings"),
        ("nurses", "NHS nurses"),
        ("average waiting time", "median waiting time"),
        ("空气质量优良天数", "空气质量优良天数比率"),
        ("forest cover", "forest area"),
        ("research and development spending", "R&D intensity"),
        ("重大事故", "较大以上安全事故"),
        ("government debt", "net government debt"),
        ("耕地保有量", "永久基本农田"),
        ("每万人发明专利拥有量", "每万人高价值发明专利拥有量"),
    ],
)
def test_near_misses_stay_apart(one: str, other: str) -> None:
    assert LEXICON.find(one) is None or LEXICON.find(one) != LEXICON.find(other)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "CPI",
            "inflation",
            "居民消费价格涨幅",
            "PPI",
            "house prices",
            "房价",
            "rents",
        ),
        *(
            "population",
            "常住人口",
            "births",
            "出生率",
            "fertility rate",
            "immigration",
        ),
        *("interest rate", "policy rate", "LPR", "exchange rate", "汇率", "就业人数"),
        *("imports", "trade balance", "defence spending", "用电量", "minimum wage"),
        *("services share of GDP", "prison population", "存款余额", "M2"),
        *("fertiliser use", "nuclear capacity", "refugees resettled"),
        *("industrial investment", "基建投资", "teachers", "AQI", "平均住院日"),
    ],
)
def test_what_people_dispute_has_no_side(name: str) -> None:
    assert find(name).better is None
    assert LEXICON.find(name) == LEXICON.find(find(name).name)


@pytest.mark.parametrize(
    "name", ["inflation", "核心CPI", "PPI", "house prices", "房价指数", "rents", "油价"]
)
def test_a_rise_of_prices_is_the_way_of_counting_them(name: str) -> None:
    assert find(name).is_price


@pytest.mark.parametrize(
    ("name", "kind", "better"),
    [
        ("地区生产总值（GDP）", MetricKind.FLOW, Better.MORE),
        ("城镇调查失业率", MetricKind.RATIO, Better.LESS),
        ("PM₂.₅年均浓度", MetricKind.RATIO, Better.LESS),
        ("單位國內生產總值能耗", MetricKind.RATIO, Better.LESS),
        ("城镇新增就业", MetricKind.FLOW, Better.MORE),
        ("存款余额", MetricKind.STOCK, None),
        ("高企", MetricKind.STOCK, Better.MORE),
        ("发电量", MetricKind.FLOW, Better.MORE),
        ("优良天数", MetricKind.FLOW, Better.MORE),
        ("new homes", MetricKind.FLOW, Better.MORE),
        ("fiscal deficit", None, Better.LESS),
        ("child poverty", None, Better.LESS),
        ("longest wait", None, Better.LESS),
        ("number of road deaths", MetricKind.FLOW, Better.LESS),
        ("A&E within four hours", None, Better.MORE),
        ("budget balance", None, Better.MORE),
    ],
)
def test_headline_indicators_are_known(
    name: str, kind: MetricKind | None, better: Better | None
) -> None:
    assert (find(name).kind, find(name).better) == (kind, better)


@pytest.mark.parametrize(
    ("spelling", "usual"),
    [
        ("unemployment rates", "unemployment rate"),
        ("Rate of Unemployment", "unemployment rate"),
        ("rates of infant mortality", "infant mortality rate"),
        ("Unemployment-Rate", "unemployment rate"),
        ("greenhouse-gas emission", "greenhouse gas emissions"),
        ("shares of renewables", "share of renewables"),
        ("life expectancies", "life expectancy"),
        ("R & D intensity", "R&D intensity"),
        ("失業率", "失业率"),
        ("ＧＤＰ", "GDP"),
        ("ｐｍ２．５", "PM2.5"),
        ("森林 覆盖 率", "森林覆盖率"),
    ],
)
def test_spellings_of_a_name_find_its_entry(spelling: str, usual: str) -> None:
    assert find(spelling) == find(usual)


def test_no_variant_of_a_name_is_a_name_of_another_entry() -> None:
    for key, position in CONTENT.positions.items():
        for ending in ("s", ""):
            other = CONTENT.positions.get(key.rstrip("s") + ending, position)
            assert other == position, key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("out-of-school rate of girls", MetricKind.RATIO),
        ("at-risk-of-poverty rate after transfers", MetricKind.RATIO),
        ("debt-to-income ratio", MetricKind.RATIO),
        ("right-to-buy sales", MetricKind.FLOW),
        ("out-of-work claimants", None),
        ("调解成功率", MetricKind.RATIO),
        ("泵站功率", None),
        ("芦苇价格指数", MetricKind.RATIO),
    ],
)
def test_the_last_word_gives_the_kind(name: str, kind: MetricKind | None) -> None:
    assert LEXICON.kind_of_head_word(name) is kind


def test_its_page_has_the_counts() -> None:
    entries = CONTENT.entries
    kinds = Counter(entry.kind for entry in entries)
    sides = Counter(entry.better for entry in entries)
    of_kinds = (MetricKind.RATIO, MetricKind.FLOW, MetricKind.STOCK, None)
    of_sides = (Better.MORE, Better.LESS, None)
    said = " ".join(PAGE.split())
    assert f"{len(entries)} indicators under {len(CONTENT.positions)} names" in said
    assert f"| {', '.join(str(kinds[kind]) for kind in of_kinds)} |" in said
    assert f"| {', '.join(str(sides[side]) for side in of_sides)} |" in said


def test_the_example_of_its_page_is_a_lexicon() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (entry,) = read_lexicon("lexicon.toml", example).entries
    assert entry.better is Better.MORE


def test_every_entry_has_a_name_in_chinese_and_says_something() -> None:
    for entry in CONTENT.entries:
        assert re.search(r"[\u3400-\u9fff]", entry.name), entry
        says = entry.kind or entry.better or entry.non_negative is not None
        assert says or entry.is_price, entry


def test_every_name_finds_its_own_entry() -> None:
    for entry, name in list_names():
        assert find(name).name == entry.name


def test_head_words_agree_with_the_entries() -> None:
    for entry, name in list_names():
        kind = LEXICON.kind_of_head_word(name)
        assert not (kind and entry.kind) or kind is entry.kind, name


@pytest.mark.parametrize(
    "name",
    [
        *("budget balance", "trade balance", "current account balance", "GDP growth"),
        *("net migration", "net emissions", "net additional dwellings", "inflation"),
        *(
            "规上工业企业利润",
            "人口自然增长率",
            "固定资产投资增速",
            "人口增长率",
            "利率",
        ),
    ],
)
def test_what_may_be_negative_is_no_sum_of_parts(name: str) -> None:
    assert find(name).non_negative is False


@pytest.mark.parametrize("name", ["财政赤字", "赤字率", "net debt", "gender pay gap"])
def test_a_sign_that_is_written_both_ways_is_left_unsaid(name: str) -> None:
    assert find(name).non_negative is None


def test_the_seeds_are_agreed_to() -> None:
    with (CHECKOUT / "seeds" / "metrics.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names = {row["name"], row["name_en"], *row["aliases"].split("|")}
            for name in names.difference(SEED_NAMES_OF_ANOTHER_MEANING):
                entry = LEXICON.find(name)
                kind = entry and entry.kind
                assert (kind or row["kind"]) == row["kind"], name
                better = entry and entry.better
                assert (better or row["better"]) == row["better"], name
                said = LEXICON.kind_of_head_word(name)
                assert (said or row["kind"]) == row["kind"], name


FAULTY = """\
version = "1"

[[indicator]]
name = "芦苇面积"
aliases = ["苇荡面积"]
source = "us"

[[indicator]]
name = "苇荡水位"
source = "us"
"""


@pytest.mark.parametrize(
    ("old", "new", "said", "said_in_chinese"),
    [
        (
            *("[[indicator]]", "[indicator]"),
            "line 8: it is not TOML",
            "第 8 行：",
        ),
        (
            *('aliases = ["苇荡面积"]', 'better = "up"'),
            "line 5: better: it needs one of more, less, none",
            "第 5 行：better：须为以下之一：more, less, none",
        ),
        (
            *('aliases = ["苇荡面积"]', "prices = 1"),
            "line 5: prices: it needs true or false",
            "第 5 行：prices：须为 true 或 false",
        ),
        (
            *('aliases = ["苇荡面积"]', 'aliases = "苇荡"'),
            'line 5: aliases: it needs a list of texts: ["…", "…"]',
            '第 5 行：aliases：须为文本的列表：["…", "…"]',
        ),
        (
            *('version = "1"', 'version = "1"\nlast_words = 5'),
            "line 2: last_words: it is no table; write [[last_words]] above it",
            "第 2 行：last_words：不是表；请在其上写 [[last_words]]",
        ),
        (
            *("苇荡水位", "苇荡 面积"),
            "line 8: “苇荡 面积” is also a name of 芦苇面积; a name has one entry",
            "第 8 行：“苇荡 面积”也是“芦苇面积”的名称；一个名称只能有一个词条",
        ),
    ],
)
def test_nothing_is_stored_while_a_users_own_lexicon_has_a_fault(
    run: Run, tmp_path: Path, old: str, new: str, said: str, said_in_chinese: str
) -> None:
    file = tmp_path / ".config" / "targets" / "lexicon.toml"
    file.parent.mkdir(parents=True)
    file.write_text(FAULTY.replace(old, new, 1), encoding="utf-8")
    assert run("init").code == 0
    command = ("add", "云溪市", "芦苇长度", "30公里", "--by", "2025")
    refused, refused_in_chinese = run(*command), run(*command, TARGETS_LANG="zh")
    assert (refused.code, refused_in_chinese.code) == (2, 2)
    assert said in refused.err
    assert "hint: see docs/lexicon.md" in refused.err
    assert said_in_chinese in refused_in_chinese.err
    assert "芦苇长度" not in run("metrics").out
