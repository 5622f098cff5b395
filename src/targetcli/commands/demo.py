"""Show what targets does by running real commands on the packaged data."""

from __future__ import annotations

import shlex
from typing import Annotated

from targetcli import environment
from targetcli.commands.command_line import run_command
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.drafts import temporary_folder
from targetcli.render.i18n import language_tag
from targetcli.session.declarations import Option
from targetcli.session.options import Color

app = new_app()

# Each line that begins with a dollar sign is run, and its answer follows it.
_ENGLISH_STORY = """\
Governments announce targets; figures appear years later, somewhere else, worded
differently. targets keeps both and says which were met, which were missed, and
which cannot honestly be judged, and why. This is real data from Changzhou, China:
the city (常州市), its district Wujin (武进区), and in it an economic development
zone (常州经开区). A line that begins with $ is a command; its answer follows.

1. WHAT WAS ANNOUNCED about GDP (地区生产总值) and high-tech firms (高新技术企业)

$ targets list --metric 地区生产总值 --metric 高新技术企业数 \
--fields id,subject,target,by,announced

2. WHAT HAD COME OF IT BY THE END OF 2023, by what had been published then

$ targets compare --metric 地区生产总值 --metric 高新技术企业数 --as-of 2023-12-31

3. THE SAME TARGETS IN MARCH 2026

$ targets compare --metric 地区生产总值 --metric 高新技术企业数 --as-of 2026-03-31

4. EVERY MISS: a miss marked (expected) rests on a figure that may still change

$ targets misses --as-of 2026-03-31

5. ONE VERDICT IN FULL

$ targets show T21 --as-of 2026-03-31

6. A TRAP AVOIDED: for 2023 Wujin's GDP was published with the zone and without it

$ targets figures --region 武进区 --metric 地区生产总值 --source wj-2024

   T1 was set with the zone, so only the first of them may be used. The second
   would put the district 1360亿元 short instead of 377亿元.

$ targets compare --region 武进区 --metric 地区生产总值 --as-of 2025-01-31

7. THE CITY: one target missed, one met, and one that nobody can judge yet

$ targets compare --region 常州市 --as-of 2026-03-31

   “700家以上” is 700 or more: it may be 1,000 or more. That is neither a miss nor
   a success; it stays undetermined until a number is published.

8. ALL OF THEM, COUNTED

$ targets compare --group region --as-of 2026-03-31

The store made for this is gone now. Try it yourself: targets init --with-seeds
"""

_CHINESE_STORY = """\
政府公布目标，数年后在别处以别的说法报出数据。targets 把两者都存下来，说明哪些完成
了、哪些没有完成、哪些无法如实判定，以及为什么。这里用的是常州市、武进区和常州经开
区的真实数据。以 $ 开头的行是命令，下面是它的输出。

一、公布了什么：地区生产总值和高新技术企业数

$ targets list --metric 地区生产总值 --metric 高新技术企业数 \
--fields id,subject,target,by,announced

二、到2023年底怎么样（只用当时已发布的数据）

$ targets compare --metric 地区生产总值 --metric 高新技术企业数 --as-of 2023-12-31

三、同样的目标，到2026年3月

$ targets compare --metric 地区生产总值 --metric 高新技术企业数 --as-of 2026-03-31

四、未完成和逾期完成的目标：注明“预计数”的，数据还可能变动

$ targets misses --as-of 2026-03-31

五、一项判定的全过程

$ targets show T21 --as-of 2026-03-31

六、避开一个陷阱：武进区2023年的地区生产总值有含、不含经开区两个数

$ targets figures --region 武进区 --metric 地区生产总值 --source wj-2024

   T1 的口径含经开区，只能用第一个数。若误用第二个数，差距会是1360亿元，而不是
   377亿元。

$ targets compare --region 武进区 --metric 地区生产总值 --as-of 2025-01-31

七、全市：一项未完成，一项完成，一项目前谁也无法判定

$ targets compare --region 常州市 --as-of 2026-03-31

   “700家以上”可能是700家，也可能是1000家以上：既不能算未完成，也不能算完成，在
   公布确数之前列为“无法判定”。

八、全部目标的统计

$ targets compare --group region --as-of 2026-03-31

演示所用的数据库已经删除。自己试试：targets init --with-seeds
"""
_STORIES = {"en": _ENGLISH_STORY, "zh": _CHINESE_STORY}


@app.command("demo")
@spread_options
def demo(
    color: Annotated[Color, Option("--color", help="When to use colour.")] = Color.AUTO,
) -> None:
    """Show the whole story on the packaged data; leaves nothing behind."""
    language = language_tag()
    with temporary_folder() as folder:
        store = ("--db", str(folder / "demo.db"))
        run_command(["init", "--with-seeds", "--quiet", *store])
        # The story is drawn for the usual width of a terminal.
        looks = ("-O", "table", "--width", "80", "--lang", language, "--color", color)
        for line in _STORIES[language].splitlines(keepends=True):
            environment.write_stdout([line], exact=False)
            if line.startswith("$ "):
                run_command([*shlex.split(line)[2:], *store, *looks])
