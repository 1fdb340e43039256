"""A drawing as PNG, made by typst: no browser is needed, and the fonts are its own."""

from typing import Final, cast

from cselekvo.errors import MissingExtraError

_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""
#: Pixels for each unit of a drawing, in dots per inch of 72 points.
_SHARP: Final = 144.0


def png(svg: str) -> bytes:
    """Return a drawing as PNG, two pixels to a unit.

    Raises:
        MissingExtraError: typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("documents", "A picture as PNG") from error
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(font_paths=fonts, root=typst.__file__)
    made = compiler.compile(_PAGE, format="png", ppi=_SHARP, sys_inputs={"svg": svg})
    return cast("bytes", made)
