"""The figures of a place as its targets read them, held for few meanings at once."""

from __future__ import annotations

from weakref import ref

from support.record_factory import RecordFactory
from targetcli.judging.context import NO_CONTEXT
from targetcli.judging.known_figures import gather_place
from targetcli.model.units import Unit


def test_the_readings_of_few_units_are_held(factory: RecordFactory) -> None:
    target = factory.target("人才公寓", "98万个", "2023")
    figure = factory.figure("人才公寓", "5万个", "2023")
    assert target.bound is not None
    units = [
        Unit(f"{size}个", target.bound.unit.dimension, size, 1) for size in range(1, 99)
    ]
    bounds = [target.bound._replace(unit=unit) for unit in units]
    place = gather_place(target, [figure], NO_CONTEXT)

    made = [ref(place.read(target, bound)) for bound in bounds]

    assert 0 < len([one for one in made if one() is not None]) <= 16
