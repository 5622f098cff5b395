"""Names of filters: found among a few records as they are among all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targetcli.errors import Contradiction
from targetcli.model.records import Region
from targetcli.session.selection import choose_named
from targetcli.session.vocabulary import create_vocabulary

# Few names, so that many are of several records, or the same but for case and width.
NAMES = st.sampled_from(
    ("北京", "北 京", "常州市", "常州", "Lyon", "lyon", "ＬＹＯＮ", "R1")
)
REGIONS = st.builds(
    Region, NAMES, name_en=NAMES | st.just(""), aliases=st.lists(NAMES).map(tuple)
)


@given(
    st.lists(REGIONS, max_size=6),
    st.lists(NAMES | st.just("") | st.just("Paris"), min_size=1, max_size=3),
)
def test_a_name_is_found_among_the_chosen_as_among_all(
    regions: list[Region], texts: list[str]
) -> None:
    everything = create_vocabulary()
    try:
        everything.add_known(regions)
    except Contradiction:  # no store holds a name of two regions
        return
    chosen = create_vocabulary()
    chosen.add_known(choose_named(regions, texts))
    for text in texts:
        assert chosen.regions.find(text) == everything.regions.find(text)
        if everything.regions.find(text) is None:
            assert chosen.regions.records() == everything.regions.records()


def test_very_names_need_no_other_record() -> None:
    lyon, paris = Region("Lyon", aliases=("Lugdunum",)), Region("Paris")
    assert choose_named([lyon, paris], ["Lugdunum"]) == [lyon]
    assert choose_named([lyon, paris], ["Lugdunum", "paris"]) == [lyon, paris]
