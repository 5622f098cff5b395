"""Two examples for every verb, an English and a Chinese one."""

from __future__ import annotations

from typing import NamedTuple

from targetcli.render.i18n import N_

INTRODUCTION = (
    N_("Keep announced targets and later reported figures side by side."),
    N_("(This is not targetcli, the shell for Linux iSCSI targets.)"),
)


class ExamplePair(NamedTuple):
    """A command line for English readers, and one for Chinese ones."""

    english: str
    chinese: str


EXAMPLES = {
    "": ExamplePair(
        'targets add Riverton homes "5,000 homes" --by 2030',
        "targets add 云溪区 地区生产总值 突破500亿元 --by 2025",
    ),
    "add": ExamplePair(
        'targets add Riverton waste "cut by 20%" --by 2030 --base 2020',
        "targets add 云溪区 地区生产总值 突破500亿元 --by 2025年底",
    ),
    "record": ExamplePair(
        'targets record Riverton homes "1,240 homes" --for 2025',
        "targets record 云溪区 地区生产总值 487.6亿元 --for 2025年",
    ),
    "list": ExamplePair(
        "targets list --region Riverton --sort deadline",
        "targets list --region 云溪区 --plan 十四五",
    ),
    "figures": ExamplePair(
        "targets figures --metric homes", "targets figures --metric 地区生产总值"
    ),
    "edit": ExamplePair(
        "targets edit T1 by=2031 owner='Housing Board'",
        "targets edit F2 period=2024年上半年",
    ),
    "revise": ExamplePair(
        'targets revise T1 "4,000 homes" --announced 2026-02-01 --source plan-2026',
        "targets revise T1 突破450亿元 --announced 2024-01-10 --source yx-2024",
    ),
    "withdraw": ExamplePair(
        "targets withdraw T1 --on 2026-05-01 --source plan-2026",
        "targets withdraw T1 --on 2024年5月 --source yx-2024",
    ),
    "remove": ExamplePair("targets remove F2", "targets remove T3 -n"),
    "compare": ExamplePair(
        "targets compare --region Riverton --as-of 2026-03-31",
        "targets compare --profile 督查 --view progress --lang zh",
    ),
    "show": ExamplePair("targets show T1 T2", "targets show T1 --profile 督查"),
    "misses": ExamplePair(
        "targets misses --include overdue --fail-on any",
        "targets misses --include 逾期未报,进度滞后",
    ),
    "due": ExamplePair(
        "targets due --within 6m -o deadlines.ics", "targets due --owner 区住建局"
    ),
    "rank": ExamplePair(
        "targets rank --metric homes", "targets rank --group owner --profile 督查"
    ),
    "settle": ExamplePair(
        "targets settle -o questions.csv", "targets settle --lang zh"
    ),
    "report": ExamplePair(
        "targets report -o status.html --since 2025-12-31",
        "targets report -o 通报.html --lang zh --profile 督查",
    ),
    "import": ExamplePair(
        "targets import targets.csv figures.xlsx --dry-run",
        "targets import 目标.csv 完成情况.xlsx -n",
    ),
    "export": ExamplePair(
        "targets export all -o copy", "targets export targets --lang zh -o 目标.xlsx"
    ),
    "regions": ExamplePair("targets regions", "targets regions -o 地区.xlsx"),
    "regions add": ExamplePair(
        "targets regions add Riverton --parent Anland",
        "targets regions add 云溪区 --parent 安澜市 --en Yunxi",
    ),
    "regions edit": ExamplePair(
        "targets regions edit Anland fiscal_year=04:end",
        "targets regions edit 云溪区 parent=安澜市",
    ),
    "regions alias": ExamplePair(
        "targets regions alias Anland 'Republic of Anland'",
        "targets regions alias 云溪区 云溪",
    ),
    "regions merge": ExamplePair(
        "targets regions merge 'Republic of Anland' Anland",
        "targets regions merge 云溪 云溪区",
    ),
    "metrics": ExamplePair("targets metrics --json", "targets metrics --lang zh"),
    "metrics add": ExamplePair(
        "targets metrics add waste --kind flow --better less",
        "targets metrics add 停车位 --kind stock --better more",
    ),
    "metrics edit": ExamplePair(
        "targets metrics edit waste better=less",
        "targets metrics edit 停车位 better=more unit=个",
    ),
    "metrics refresh": ExamplePair(
        "targets metrics refresh -n", "targets metrics refresh --lang zh"
    ),
    "metrics alias": ExamplePair(
        "targets metrics alias homes housing",
        "targets metrics alias 地区生产总值 生产总值",
    ),
    "metrics merge": ExamplePair(
        "targets metrics merge housing homes",
        "targets metrics merge 生产总值 地区生产总值",
    ),
    "units": ExamplePair("targets units", "targets units --lang zh -O table"),
    "units add": ExamplePair(
        'targets units add bushels --is "27.2 kg"', "targets units add 担 --is 50公斤"
    ),
    "units edit": ExamplePair(
        'targets units edit bushels is="27.2 kg"', "targets units edit 担 is=50公斤"
    ),
    "units alias": ExamplePair(
        "targets units alias home house", "targets units alias 床位 张床"
    ),
    "units merge": ExamplePair(
        "targets units merge house home", "targets units merge 张床 床位"
    ),
    "sources": ExamplePair("targets sources", "targets sources --lang zh"),
    "sources add": ExamplePair(
        "targets sources add plan-2026 --title 'Plan 2026' --published 2026-02-01",
        "targets sources add yx-2024 --title 2024年政府工作报告 --published 2024-01-10",
    ),
    "sources edit": ExamplePair(
        "targets sources edit plan-2026 published=2026-02-02",
        "targets sources edit yx-2024 publisher=云溪区政府",
    ),
    "sources alias": ExamplePair(
        "targets sources alias plan-2026 'The Plan'",
        "targets sources alias yx-2024 区政府工作报告",
    ),
    "sources merge": ExamplePair(
        "targets sources merge plan26 plan-2026", "targets sources merge yx24 yx-2024"
    ),
    "identities": ExamplePair("targets identities", "targets identities --lang zh"),
    "identities add": ExamplePair(
        "targets identities add Anland Riverton Westmarsh --source plan-2026",
        "targets identities add 云溪区@含新区 云溪区@不含新区 新区 --source yx-2024",
    ),
    "milestones": ExamplePair("targets milestones", "targets milestones --lang zh"),
    "milestones add": ExamplePair(
        "targets milestones add T1 2027 2500", "targets milestones add T1 2023年6月 450"
    ),
    "init": ExamplePair("targets init", "targets init --with-seeds --lang zh"),
    "demo": ExamplePair("targets demo", "targets demo --lang zh"),
    "log": ExamplePair("targets log T1", "targets log --lang zh"),
    "undo": ExamplePair("targets undo", "targets undo 7 -n"),
    "check": ExamplePair("targets check --strict", "targets check --list --lang zh"),
    "backup": ExamplePair(
        "targets backup -o copy.db", "targets backup -o 备份.db --force"
    ),
    "upgrade": ExamplePair("targets upgrade -n", "targets upgrade --lang zh"),
    "where": ExamplePair("targets where", "targets where --lang zh"),
    "completion": ExamplePair(
        'eval "$(targets completion bash)"', "targets completion zsh"
    ),
    "help": ExamplePair("targets help add", "targets help dates --lang zh"),
}
