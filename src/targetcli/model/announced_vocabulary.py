"""List the forms in which announcements print values, by what they stand for."""

from __future__ import annotations

from targetcli.model.records import Commitment
from targetcli.problems.reading import ReadingProblem

REAL_PRICES = "constant prices"
COMMITMENTS = {
    Commitment.AIM: ("力争", "争取"),
    Commitment.BINDING: ("确保",),
}
CURRENCY_SIGNS = {
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "s$": "SGD",
    "nz$": "NZD",
    "r$": "BRL",
    "rmb": "CNY",
}
_DOLLARS = ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD")
_POUNDS = ("GBP", "EGP")
SHARED_SIGNS = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "pound": _POUNDS,
    "pounds": _POUNDS,
    "¥": ("CNY", "JPY"),
    "rs": ("INR", "PKR"),
    "rs.": ("INR", "PKR"),
}
CODES = (
    *("CNY", "USD", "EUR", "JPY", "GBP", "HKD", "MOP", "TWD", "KRW", "SGD", "AUD"),
    *("CAD", "CHF", "INR", "RUB", "BRL", "ZAR", "NZD"),
)
MONEY_MAGNITUDES = (
    *("lakh", "crore", "thousand", "million", "billion", "trillion"),
    *("bn", "mn", "tn", "m", "k", "万亿", "万", "亿"),
)

ENGLISH_BASE = (
    r"(?P<share>.*?(?:%|per ?cent).*?) (?P<preposition>below|under|above|over|on|from"
    r"|compared with|compared to|relative to|against|versus|(?:lower|less|fewer|higher"
    r"|more) than) (?:in |the )?(?:levels of )?"
    r"(?P<year>(?:19|20)[0-9]{2})(?: levels?| baseline)?"
)
MOVEMENTS_BY_PREPOSITION = {
    "below": "reduction of",
    "under": "reduction of",
    "above": "growth of",
    "lower than": "reduction of",
    "less than": "reduction of",
    "fewer than": "reduction of",
    "higher than": "growth of",
    "more than": "growth of",
}
MOVEMENT_BEGINNINGS = (
    *("reduc", "cut", "down", "lower", "fall", "decreas", "up", "ris", "rais", "grow"),
    "increas",
)
SHARE_OF_YEAR = (
    r"(?:to )?(?P<share>[0-9.]+) ?(?:%|per ?cent) of (?:the )?"
    r"(?P<year>(?:19|20)[0-9]{2})(?: levels?)?"
)
LEVELS_OF_YEAR = (
    r"(?P<relation>above|below|no higher than|no lower than) (?:the )?"
    r"(?P<year>(?:19|20)[0-9]{2}) levels?"
)
MOVEMENTS_BY_RELATION = {
    "above": "positive growth",
    "below": "negative growth",
    "no higher than": "no increase",
    "no lower than": "no decrease",
}
MULTIPLE_OF_YEAR = (
    r"(?:是|为|达到?|相当于)(?P<year>(?:19|20)[0-9]{2})年(?:同期|末|底)?的"
    r"(?P<multiple>[^至到]*倍.*)"
)
CONTRARY = {
    r"(?:从|由)[^0-9]*(?P<first>[0-9.]+)[^0-9]*?(?:提高|增长|增加|提升|上升|增|升)[至到]"
    r"(?P<second>[0-9.]+)[^0-9]*": True,
    r"(?:从|由)[^0-9]*(?P<first>[0-9.]+)[^0-9]*?(?:下降|降低|减少|降|缩小|压减|压缩|缩短)"
    r"[至到](?P<second>[0-9.]+)[^0-9]*": False,
    r"(?:increas(?:e|ed|ing)|ris(?:e|ing)|rose|grow(?:ing)?|grew|rais(?:e|ing)|up)"
    r" from (?P<first>[0-9.]+)[^0-9]* to (?P<second>[0-9.]+)[^0-9]*": True,
    r"(?:decreas(?:e|ed|ing)|fall(?:ing)?|fell|reduc(?:e|ing)|cut(?:ting)?|lower"
    r"|dropped|declined|down) from (?P<first>[0-9.]+)[^0-9]* to (?P<second>[0-9.]+)"
    r"[^0-9]*": False,
}
"""Movements between two numbers, by whether they are said to rise."""
CHINESE_BASE = (
    r"(?:比|较|以|与)(?P<year>(?:19|20)[0-9]{2})年(?:同期|末|底)?(?:相比)?,?"
    r"(?P<movement>(?:累计)?(?:增|提|上升|下降|减|降|压减|翻).*)"
)
YEAR_BEFORE = (
    r"(?P<prices>按可比价格计算,)?(?:同比|(?:比|较|与|同)(?:上一?年|去年)(?:同期|同月|同季|全年)?)"
    r"(?:相比)?,?(?P<movement>(?:实际|名义|净|累计)?"
    r"(?:增|提|上升|上涨|下降|下跌|减|降|持平|翻).*)"
)
START_OF_YEAR = (
    r"(?:比|较)(?:(?:上年|去年)年?(?:末|底)|(?:今年)?年初)(?:相比)?,?(?P<movement>(?:净)?"
    r"(?:增加?|减少?|提高|降低|上升|下降|提升)[0-9][^%‰]*)"
)
_OF_PRICES = r"(?:扣除(?:价格|物价)因素(?:后|影响)?,?|按(?:可比|不变)价格?(?:计算)?,?)"
_MOVEMENT = r"(?P<movement>(?:增|下降|上涨|上升).*)"
_ENGLISH_MOVEMENT = r"(?P<movement>(?:grow|increas|ris|rais|up|fall|reduc|cut|down).+)"
PRICE_BASES = {
    rf"(?:年均|同比)?{_OF_PRICES}?(?:年均|同比)?实际{_MOVEMENT}": "不变价",
    rf"{_OF_PRICES}(?:年均|同比)?{_MOVEMENT}": "不变价",
    rf"(?:年均|同比)?名义{_MOVEMENT}": "现价",
    rf"按(?:现价|当年价格?)(?:计算)?,?(?:年均|同比)?{_MOVEMENT}": "现价",
    r"real (?P<movement>growth|increase|rise|fall|reduction) (?P<by>.+)": REAL_PRICES,
    rf"{_ENGLISH_MOVEMENT} (?:in real terms|at constant prices)": REAL_PRICES,
    rf"{_ENGLISH_MOVEMENT} (?:in (?:nominal|cash) terms|at current prices)": (
        "current prices"
    ),
    r"(?P<movement>.+) real growth": REAL_PRICES,
}
"""Scopes by the words of what growth is measured in."""
REAL_SCOPES = ("不变价", REAL_PRICES)
GROWS_IN_REAL_TERMS = (
    *("生产总值", "增加值", "gdp", "gross domestic product", "value added"),
)
"""Words in the names of metrics whose growth is at constant prices unless said."""
PLACE = (
    r"(?:进入|跻身|位居|位列|排名|排在|居|列)?(?P<field>全国|全省|全市|全区|全县|全州|全球"
    r"|世界|亚洲)(?:的|总数|数量)?(?P<place>(?:第|前|[百十0-9][0-9]*强).*)"
)
HUNDRED_STRONG = r"(?P<number>[十百千]|[0-9]+)强"
ROUND_NUMBERS = {"十": "10", "百": "100", "千": "1000"}

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_AMOUNT = rf"^({_NUMBER}(?: ?(?:[a-z]+illion|thousand|bn|mn|m|k))?)"
_FEWER = r"or (?:fewer|less)"
REWRITTEN = {
    r"^首次": "",
    r"^(?:不超过|不高于|不多于)(?:上年|去年)(?:同期|水平)*$": "不增长",
    r"^(?:不低于|不少于)(?:上年|去年)(?:同期|水平)*$": "不下降",
    r"^高于(?:上年|去年)(?:同期|水平)*$": "正增长",
    r"^低于(?:上年|去年)(?:同期|水平)*$": "负增长",
    r"^连续(?=[0-9一二两三四五六七八九十]+(?:年|个月|个季度|季度))": "",
    r"^人民币(?=[0-9])": "",
    r"^(?:为|是)(?=[0-9])": "",
    r"(?<=[^0-9])(?:大关|关口|台阶)$": "",
    r"^(?:超过|超|过)半数?$": "超过50%",
    r"^(.+?)[(（]累计[)）]$": r"累计\1",
    r"^(.*[0-9][%‰].*?)的(?:增长|增速|增幅)$": r"增长\1",
    r"^(.*[0-9][%‰].*?)的(?:下降|降幅)$": r"下降\1",
    r"^([0-9][^、,]*)以上[、,且]([0-9].*)以下$": r"\1至\2之间",
    r"^(?:达到|等于|大于)(?:或|或者|及)(?:超过|高于|大于|突破)": "不低于",
    r"^(?:meet|meets|reach|reaches|equal|equals) or (?:exceed|exceeds)": "at least",
    r"[(（]含(?:本数|本级)?[)）](?=以上|以下|以内|及)": "",
    r"^(?:进入|跻身|迈入|进军|成为)?十强$": "位居前10强",
    r"^(?:进入|跻身|迈入|进军|成为)?百强$": "位居前100强",
    r"^(?:进入|跻身|迈入|进军|成为)?千强$": "位居前1000强",
    # Both limits hold, whichever side is better.
    r"^(?:不少于|不低于|不小于)(.+?),?(?:且|并且|但)?"
    r"(?:不超过|不高于|不多于|不大于)(.+)$": r"\1至\2之间",
    r"(?<=增长|增加|提高|上升|下降|减少|降低)了": "",
    r"^([0-9.]+) ?[x×]$": r"\1 times",
    r"^(at least|at most|no more than|no less than|more than|less than|up to)"
    r" an? (?=[0-9])": r"\1 ",
    r"^(?:at least|no less than|not less than) (.+?),? (?:and|but) "
    r"(?:at most|no more than|not more than|up to) (.+)$": r"between \1 and \2",
    rf"^({_NUMBER} ?(?:%|per ?cent))\+$": r"at least \1",
    r"^(?:跃上|迈上|站上|登上|跨上|迈过|跨越|跃过)(?=[0-9百千万亿])": "不低于",
    r"^过(?=[百千万亿])": "超过",
    # 百亿元 is ten thousand million, not hundreds of something.
    r"(?:(?<=[破超过达到于近约])|(?<=破了|过了|到了)|^(?=[百千万亿]+[余多]))"
    r"(?=[百千万亿]+[^0-9百千万亿分])": "一",
    r"^(?=[百千万亿]+[^0-9百千万亿分]*(?:以上|以下|以内|之内|左右|上下)$)": "一",
    r"^(?:年)?平均(?=增|下降|提高|减)": "年均",
    r"^平均为?(?=[0-9])": "",
    r"^(?:提高|提升)并(?:稳定|保持|维持)在": "提高到",
    r"^(?:下降|降低)并(?:稳定|保持|控制)在": "降低到",
    r"^[〔\[](.+)[〕\]](.*)$": r"累计\1\2",
    r"^(?:从|由)[^至到]*?(?=提高|增加|增长|提升|上升|增至|升至|下降|降低|减少|降至|降到"
    r"|缩小|压减)": "",
    r"^每(百|千|万|十万|百万)?(?:名|位)?(户|人)(?:口|常住人口)?(?:拥有)?"
    rf"({_NUMBER})([^0-9]+)$": r"\3\4/\1\2",
    rf"^({_NUMBER}) ?\+ ?": r"at least \1 ",
    rf"{_AMOUNT} or more ": r"at least \1 ",
    rf"{_AMOUNT} {_FEWER} ": r"at most \1 ",
    rf"^(?:an? )?(?:extra|additional|further) (?={_NUMBER})": "net increase of ",
    rf"{_AMOUNT} (?:more|extra|additional) (?=[a-z])": (r"net increase of \1 "),
    rf"{_AMOUNT} (?:fewer|less) (?=[a-z])": r"net decrease of \1 ",
    r"^(.*[0-9].*?) (?:increase|rise|growth)$": r"growth of \1",
    r"^(.*[0-9].*?) (?:reduction|decrease|cut|fall|decline|drop)$": r"reduction of \1",
    r"^(.*[0-9] ?(?:%|per ?cent)) (?:higher|more|greater|larger)$": r"growth of \1",
    r"^(.*[0-9] ?(?:%|per ?cent)) (?:lower|fewer|less|smaller)$": r"reduction of \1",
    r"^(growth|reduction) of an? (?=[0-9])": r"\1 of ",
    r"^an? (?=(?:increase|rise|fall|drop|decline|decrease|reduction|cut) of )": "",
    r"^(?:keep|kept|hold|held|stay|stays|stayed|remain|remains|remained|maintain)(?:ing)?"
    r" (?=(?:at least|at most|no|not|below|under|above|over|less|more|fewer)\b)": "",
    r"^(?:capped|cap|limited|limit) (?:at|to) (?=[0-9£$€¥])": "at most ",
    rf"^minus (?={_NUMBER}[^0-9]*$)": "-",
    r"^增速为?(?=[0-9][0-9.]*[%‰]$)": "增速",
    r"(%|per ?cent) of [a-z][a-z -]*$": r"\1",
    r"^((?:in|de)creas(?:e|ing)|ris(?:e|ing)|rais(?:e|ing)|fall(?:ing)?|grow(?:ing)?"
    r"|reduc(?:e|ing)|cut(?:ting)?|lower|rose|grew|fell|dropped|declined) from [^ ]+"
    r"(?: [^0-9]*?)? to ": r"\1 to ",
    r"^up from [^ ]+(?: [^0-9]*?)? to ": "increase to ",
    r"^down from [^ ]+(?: [^0-9]*?)? to ": "reduce to ",
    r"^(.*[0-9].*?),? (?:on|from|than|compared with) (?:a|the) year "
    r"(?:earlier|ago|before)$": r"\1",
    r"^(.*[0-9].*?),? (?:year[- ]on[- ]year|year[- ]over[- ]year|y/y|y-o-y|yoy"
    r"|on the year)$": r"\1",
    r"^twice$": "2 times",
    r"^(?:ranked |rank )?([0-9]{1,4})(?:st|nd|rd|th)(?: place)?$": r"rank \1",
    r"^number 1$": "rank 1",
    r"^(.*[0-9].*) at least$": r"at least \1",
    r"^(.*[0-9].*) (?:as a )?minimum$": r"at least \1",
}

SAME_IN_ENGLISH = {"same": "unchanged", "range": "between -0.5% and 0.5%"}
SAME_IN_CHINESE = {"same": "持平", "range": "在-0.5%至0.5%之间"}
REFUSED: dict[ReadingProblem, str] = {
    ReadingProblem.PROPORTION: (
        r"[^0-9]*(?P<first>[0-9][0-9.]*)[:∶](?P<second>[0-9][0-9.]*(?:[:∶][0-9.]+)*).*"
    ),
    ReadingProblem.TWO_VALUES: (
        r"(?P<first>[^0-9]*[0-9][0-9,.]*[^0-9,;、。]+)[,;、。] ?"
        r"(?P<second>[^0-9 ][^0-9]*[0-9].*)"
    ),
    ReadingProblem.TWO_DIGITS: (
        r"(?:实现|保持)?(?:两|二|三)位数(?P<movement>增长|增幅|下降)"
    ),
    ReadingProblem.PLACE_OF_OTHER: (
        r"(?P<other>增幅|增速|总量|规模)(?:位居|位列|排名|居|列)(?P<place>.*[第前].*)"
    ),
    ReadingProblem.PLACES_MOVED: (
        r"(?:前进|后退|上升|提升|下降)(?P<places>[0-9]+)(?:位|名)"
    ),
    ReadingProblem.YEAR_END_BASE: (
        r"(?:比|较)(?:(?:上年|去年)年?(?:末|底)|(?:今年)?年初)(?P<movement>.*[%‰])"
    ),
    ReadingProblem.OTHER_BASE: (
        r"(?P<base>环比|(?:比|较)(?:上月|上季度?|前年|上期|历史[^0-9]*|计划|目标))"
        r"(?P<movement>.*[0-9].*)"
    ),
    ReadingProblem.ABOUT_THE_SAME: (
        r"(?:与(?:上年|去年)(?:同期)?)?(?:大体|基本|总体|大致)(?:持平|相当|不变|稳定)"
        r"|(?:broadly|largely|roughly|about|more or less) (?:the same|unchanged|flat"
        r"|stable)"
    ),
    ReadingProblem.DEADLINE_IN_VALUE: (
        r"(?P<value>.*[0-9a-z%].*?),? (?:by|before|until) (?:the end of )?"
        r"(?P<year>(?:19|20)[0-9]{2})"
    ),
    ReadingProblem.DEADLINE_BEFORE_VALUE: (
        r"(?:到|至|力争到)?(?P<year>(?:19|20)[0-9]{2})年(?:底|末|年底|年末)?,?"
        r"(?P<value>(?:达|突破|实现|超|力争|确保|不低于|不少于|控制在|降至|提高到).*)"
    ),
    ReadingProblem.FROM_TO: (
        r"from (?P<first>(?P<start>[0-9][0-9,.]*)[^ ]*(?: [^0-9]*?)?) to "
        r"(?P<second>(?P<end>[0-9][0-9,.]*).*)"
    ),
}
