"""Stages that were renamed are proposed, and a wrong stage map is refused."""

from attrs import evolve

from cselekvo.domain.template import Template, Words
from cselekvo.i18n import message
from cselekvo.rules.stage_map import check_stage_map, hints, likely_renames
from tests.rules.flows import a_template, in_a_row

OLD = a_template(a="history", history="plan", plan="end", end=())


def _titled(template: Template, **titles: str) -> Template:
    stages = [
        evolve(one, title=Words(titles.get(one.id, one.title.hu)))
        for one in template.stages
    ]
    return evolve(template, stages=tuple(stages))


def test_a_near_id_in_the_same_place_is_a_likely_rename() -> None:
    new = a_template(a="local_history", local_history="plan", plan="end", end=())

    assert likely_renames(OLD, new) == {"history": "local_history"}
    (hint,) = hints(OLD, new)
    assert message(hint, "hu") == (
        "Talán átnevezés: „HISTORY” (history) helyett mostantól "
        "„LOCAL_HISTORY” (local_history). Ha így van, adja meg ezzel: "
        "--map history=local_history"
    )


def test_a_near_title_is_enough_anywhere() -> None:
    old = _titled(OLD, plan="Helyi cselekvési terv")
    new = a_template(plan2="a", a="history", history="end", end=())

    assert likely_renames(old, _titled(new, plan2="A helyi cselekvési terv")) == {
        "plan": "plan2"
    }


def test_what_is_called_otherwise_and_stands_elsewhere_is_not_proposed() -> None:
    new = a_template(a="history", history="end", end="x", x=())

    assert likely_renames(OLD, new) == {}
    assert list(hints(OLD, new)) == []


def test_a_stage_is_proposed_once_the_likeliest_first() -> None:
    new = a_template(a="hist", hist="plans", plans="plan_b", plan_b="end", end=())

    assert likely_renames(OLD, new) == {"history": "hist", "plan": "plan_b"}


def test_what_the_map_says_is_not_proposed_again() -> None:
    new = a_template(a="hist", hist="plans", plans="end", end=())

    assert likely_renames(OLD, new, {"plan": "plans"}) == {"history": "hist"}


def test_a_title_of_signs_only_is_like_nothing() -> None:
    old = _titled(OLD, plan="_")
    new = _titled(a_template(a="history", history="x", x="b", b="end", end=()), x="_")

    assert likely_renames(old, new) == {}


def test_a_map_that_names_no_stage_is_told_with_near_names() -> None:
    found = list(check_stage_map(OLD, OLD, {"plann": "plan", "plan": "ends"}))

    assert [message(one, "en") for one in found] == [
        "The old version has no stage plann. Did you mean plan?",
        "The new version has no stage ends. Did you mean end?",
    ]
    assert list(check_stage_map(OLD, OLD, {"plan": "end"})) == []


def test_many_stages_are_compared_in_a_bounded_time() -> None:
    old = in_a_row(500)
    names = {one.id: f"stage_{one.id}" for one in old.stages}
    stages = [evolve(one, id=names[one.id], ways=()) for one in old.stages]
    new = evolve(old, stages=tuple(stages), start=names["s0"])

    assert likely_renames(old, new)["s0"] == "stage_s0"
