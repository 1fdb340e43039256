"""What a sentence names: by its title in the reader's language, and by its id."""

from attrs import frozen

from cselekvo.domain.template import Criterion, Stage, Words


@frozen
class Named:
    """A stage, a criterion or a role; without a title its id stands alone."""

    id: str
    title: Words | None = None

    @classmethod
    def of(cls, one: Stage | Criterion) -> "Named":
        """Return how a stage or a criterion is named."""
        return cls(one.id, one.title)

    def word(self, lang: str) -> str:
        """Return the title in `hu` or `en` with the id in brackets."""
        if self.title is None or not self.title.hu:
            return self.id
        title = self.title.word(lang)
        return f"„{title}” ({self.id})" if lang == "hu" else f"“{title}” ({self.id})"
