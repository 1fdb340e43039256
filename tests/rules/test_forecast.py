"""The forecast is what enumerating every path and every choice would give."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from math import ceil

from attrs import evolve
from hypothesis import given, strategies as st

from cselekvo.domain.template import Duration, Stage, Template, Way
from cselekvo.rules.durations import Quartiles
from cselekvo.rules.forecast import Forecast, Lengths, Open, forecast
from tests.builders import day
from tests.processes import publication
from tests.rules.flows import (
    a_template,
    each_to_all_later,
    in_a_row,
    templates,
    way_back,
)

ON = day("2018-01-01")
Choice = Mapping[str, Way | None]


def lengths(template: Template) -> dict[str, Lengths]:
    return {
        one.id: Lengths.planned(one.duration)
        for one in template.stages
        if one.duration is not None
    }


def with_days(template: Template, days: Mapping[str, tuple[int, int, int]]) -> Template:
    """Return a template whose stages take so long: least, typically, most."""
    stages = [
        evolve(one, duration=Duration(least=low, typical=typical, most=high))
        for one in template.stages
        for low, typical, high in (days[one.id],)
    ]
    return evolve(template, stages=tuple(stages))


def days_of(told: Forecast) -> tuple[int, int, int]:
    assert told.range is not None
    found = (told.range.earliest, told.range.typical, told.range.latest)
    return (found[0] - ON).days, (found[1] - ON).days, (found[2] - ON).days


def test_an_open_stage_takes_what_is_left_of_it_and_the_longest_way_follows() -> None:
    template = with_days(
        a_template(a=["b", "c"], b="d", c="d", d=()),
        {"a": (5, 10, 20), "b": (1, 7, 9), "c": (2, 3, 30), "d": (4, 5, 6)},
    )

    told = forecast(template, [Open(stage="a", days=6)], lengths(template), ON)

    assert days_of(told) == (0 + 2 + 4, 4 + 7 + 5, 14 + 30 + 6)
    assert told.range is not None
    assert [(leg.stage, leg.days) for leg in told.range.path] == [
        ("a", 4),
        ("b", 7),
        ("d", 5),
    ]
    assert told.remaining[0] == "a"
    assert set(told.remaining) == {"a", "b", "c", "d"}


def test_what_should_be_over_ends_on_the_day_and_not_before() -> None:
    template = in_a_row(1)

    told = forecast(template, [Open(stage="s0", days=400)], lengths(template), ON)

    assert days_of(told) == (0, 0, 0)


def test_the_earliest_end_takes_the_shortest_choice_the_others_the_longest() -> None:
    template = a_template(days=10, a={"short": (), "long": "b"}, b="c", c=())

    told = forecast(template, [Open(stage="a", days=0)], lengths(template), ON)

    assert days_of(told) == (1, 30, 30)


def test_ways_back_are_not_foreseen() -> None:
    template = a_template(days=10, a="b", b={"on": (), "again": way_back("a")})

    told = forecast(template, [Open(stage="b", days=0)], lengths(template), ON)

    assert told.remaining == ("b",)
    assert days_of(told) == (1, 10, 10)


def test_of_several_open_stages_the_last_one_decides() -> None:
    template = a_template(days=10, a=["b", "c"], b="d", c="d", d=())

    told = forecast(
        template,
        [Open(stage="b", days=9), Open(stage="c", days=2)],
        lengths(template),
        ON,
    )

    assert days_of(told)[1] == 8 + 10
    assert told.range is not None
    assert told.range.path[0].stage == "c"


def test_a_stage_without_a_duration_that_may_follow_is_named() -> None:
    template = a_template(days=10, a="b", b={"on": "c", "end": ()}, c=())
    known = lengths(template)
    del known["c"]

    told = forecast(template, [Open(stage="a", days=0)], known, ON)

    assert told.range is None
    assert told.without == ("c",)


def test_a_stage_that_the_template_has_no_longer_cannot_be_foreseen() -> None:
    template = in_a_row(2)

    told = forecast(template, [Open(stage="gone", days=0)], lengths(template), ON)

    assert told.without == ("gone",)


def test_a_network_is_reckoned_with_its_quartiles_whole_days_rounded_up() -> None:
    seen = Quartiles(count=9, first=10.25, median=20.5, third=40.0)
    template = in_a_row(2)
    known = {**lengths(template), "s1": Lengths.measured(seen)}

    told = forecast(template, [Open(stage="s0", days=0)], known, ON)

    assert days_of(told) == (ceil(1 + 10.25), ceil(10 + 20.5), 50)


def test_the_template_of_the_handbook_takes_its_longest_path() -> None:
    from cselekvo.domain.published_model import read_model

    template = read_model(publication().model).template

    told = forecast(
        template, [Open(stage="preparation", days=0)], lengths(template), ON
    )

    assert told.range is not None
    assert [leg.stage for leg in told.range.path] == [
        "preparation",
        "interviews",
        "conversations",
        "survey",
        "action_plan",
        "plan_discussion",
        "plan_adoption",
        "actions",
        "evaluation",
        "closing",
    ]
    assert told.range.typical == ON + timedelta(
        sum(ceil(leg.days) for leg in told.range.path)
    )


def test_sixty_stages_of_which_each_leads_to_all_later_are_looked_at_once() -> None:
    template = each_to_all_later(60)

    told = forecast(template, [Open(stage="s0", days=0)], lengths(template), ON)

    assert days_of(told) == (60, 600, 600)


# --- against brute force --------------------------------------------------------------


def choices(stages: Sequence[Stage]) -> Iterator[Choice]:
    """Yield every way of choosing one way at each stage, ways back left out."""
    onward: list[list[Way | None]] = [
        [way for way in one.ways if not way.rework] or [None] for one in stages
    ]
    for chosen in product(*onward):
        yield dict(zip((one.id for one in stages), chosen, strict=True))


def longest(stage: str, chosen: Choice, days: Mapping[str, int]) -> int:
    """Return the days after a stage on the longest of the paths that were chosen."""
    way = chosen[stage]
    targets = () if way is None else way.stages
    return max((days[one] + longest(one, chosen, days) for one in targets), default=0)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Template, list[Open]]:
    """Draw a template with durations, and some of its stages open."""
    template = draw(templates(most=5))
    spans = st.lists(st.integers(1, 40), min_size=3, max_size=3).map(sorted)
    days = {one.id: tuple(draw(spans)) for one in template.stages}
    ids = [one.id for one in template.stages]
    open_ = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    return with_days(template, days), [  # type: ignore[arg-type]
        Open(stage=one, days=draw(st.integers(0, 50))) for one in open_
    ]


@given(asked())
def test_the_forecast_is_that_of_brute_force(
    given_: tuple[Template, list[Open]],
) -> None:
    template, open_ = given_
    known = lengths(template)

    told = days_of(forecast(template, open_, known, ON))

    every = list(choices(template.stages))
    for which, best in (("low", min), ("typical", max), ("high", max)):
        days = {id_: int(getattr(one, which)) for id_, one in known.items()}
        ends = [
            max(
                max(0, days[one.stage] - one.days) + longest(one.stage, chosen, days)
                for one in open_
            )
            for chosen in every
        ]
        assert told[["low", "typical", "high"].index(which)] == best(ends)
    assert list(told) == sorted(told)


@given(asked())
def test_the_critical_path_is_as_long_as_the_typical_time(
    given_: tuple[Template, list[Open]],
) -> None:
    template, open_ = given_
    told = forecast(template, open_, lengths(template), ON)

    assert told.range is not None
    assert sum(leg.days for leg in told.range.path) == days_of(told)[1]
    for before, after in zip(told.range.path, told.range.path[1:], strict=False):
        onward = [
            way.stages for way in template.stage(before.stage).ways if not way.rework
        ]
        assert any(after.stage in way for way in onward)


def test_an_end_beyond_all_days_is_the_last_day() -> None:
    template = in_a_row(1)

    told = forecast(template, [Open(stage="s0", days=0)], lengths(template), date.max)

    assert told.range is not None
    assert told.range.latest == date.max
