"""The handbook says what the outcomes of its templates are called."""

from cselekvo.handbook.outcomes import outcome_words
from cselekvo.handbook.templates import load
from cselekvo.handbook.templates.folder import template_files


def test_every_outcome_of_the_handbook_has_words_in_both_languages() -> None:
    words = outcome_words()
    named = {
        way.outcome
        for path in template_files()
        for template in [load(path)[0]]
        if template is not None
        for stage in template.stages
        for way in stage.ways
        if way.outcome
    }

    assert len(named) > 10
    assert named == set(words)
    assert all(one.hu and one.en for one in words.values())
