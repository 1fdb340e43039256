"""Nets in PNML are read for checking."""

from pathlib import Path

import pytest

from cselekvo.exchange.pnml import PnmlCode, read_pnml
from cselekvo.findings import Finding, Severity
from cselekvo.rules.nets import NetCode, prove_net
from tests.exchange.drawing import ONE_STEP, pnml
from tests.shared import CORPUS

_HERE = CORPUS / "pnml"


def _refused(content: bytes) -> Finding:
    net, (finding,) = read_pnml(content)
    assert net is None
    assert finding.severity is Severity.ERROR
    return finding


def test_places_steps_arcs_and_marks_are_read() -> None:
    net, findings = read_pnml(pnml(ONE_STEP))

    assert findings == ()
    assert net is not None
    assert net.places == {"i": "", "o": ""}
    assert net.initial == {"i": 1}
    (step,) = net.transitions
    assert (step.id, step.name, step.line) == ("a", "Lépés a", 4)
    assert (step.takes, step.puts) == ({"i": 1}, {"o": 1})
    assert prove_net(net).sound is True


def test_pages_and_references_are_one_net() -> None:
    second = (
        '<page id="g"><referencePlace id="r" ref="o"/><place id="u"/>'
        '<transition id="b"/><arc id="y0" source="r" target="b"/>'
        '<arc id="y1" source="b" target="u"><inscription><text>2</text>'
        "</inscription></arc></page>"
    )

    net, findings = read_pnml(pnml(f'<page id="f">{ONE_STEP}</page>{second}'))

    assert findings == ()
    assert net is not None
    assert net.transitions[1].takes == {"o": 1}
    assert net.transitions[1].puts == {"u": 2}


def test_no_mark_at_first_is_one_on_the_source() -> None:
    net, _ = read_pnml(pnml(ONE_STEP.replace("<text>1<", "<text>0<")))

    assert net is not None
    assert net.initial == {}
    assert prove_net(net).sound is True


def test_an_old_file_without_a_namespace_is_read_with_a_warning() -> None:
    net, (warning,) = read_pnml(pnml(ONE_STEP, namespace=""))

    assert net is not None
    assert (warning.code, warning.severity) == (
        PnmlCode.NO_NAMESPACE,
        Severity.WARNING,
    )


@pytest.mark.parametrize(
    ("body", "code", "value"),
    [
        ('<place id="o"/>', PnmlCode.ID_DOUBLED, "place"),
        ("<place/>", PnmlCode.ID_MISSING, "place"),
        ('<arc id="y" source="i" target="zzz"/>', PnmlCode.REFERENCE_UNKNOWN, "zzz"),
        ('<arc id="y" source="i" target="o"/>', PnmlCode.ARC_WITHIN_A_KIND, "o"),
        ('<widget id="w"/>', PnmlCode.ELEMENT_NOT_SUPPORTED, "widget"),
        (
            '<arc id="y" source="i" target="a"><inscription><text>kettő</text>'
            "</inscription></arc>",
            PnmlCode.WEIGHT_NOT_READ,
            "kettő",
        ),
        (
            '<arc id="y" source="i" target="a"><inscription><text>0</text>'
            "</inscription></arc>",
            PnmlCode.WEIGHT_NOT_READ,
            "0",
        ),
        (
            '<arc id="y" source="i" target="a"><type value="inhibitor"/></arc>',
            PnmlCode.ELEMENT_NOT_SUPPORTED,
            "type",
        ),
        (
            '<place id="u"><initialMarking><text>-1</text></initialMarking></place>',
            PnmlCode.MARKING_NOT_READ,
            "-1",
        ),
        (
            '<referencePlace id="r" ref="s"/><referencePlace id="s" ref="r"/>'
            '<arc id="y" source="r" target="a"/>',
            PnmlCode.REFERENCE_UNKNOWN,
            "r",
        ),
    ],
)
def test_what_cannot_be_read_is_told(body: str, code: PnmlCode, value: str) -> None:
    finding = _refused(pnml(ONE_STEP + body))

    assert finding.code is code
    assert value in finding.values.values()
    assert finding.where is not None
    assert finding.where.line == 9


def test_what_is_no_net_of_a_known_kind_is_refused_by_name() -> None:
    assert _refused(pnml("", kind="highlevelnet")).values["found"] == (
        "http://www.pnml.org/version-2009/grammar/highlevelnet"
    )
    other = _refused(pnml("", namespace="http://example.org/x"))
    assert (other.code, other.values["found"]) == (
        PnmlCode.NOT_PNML,
        "http://example.org/x",
    )
    assert _refused(b"<net/>").values["found"] == "net"


def test_a_file_holds_one_net() -> None:
    two = pnml(ONE_STEP).replace(b"</pnml>", b'<net id="m"/></pnml>')
    none = b'<pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml"/>'

    assert _refused(two).code is PnmlCode.SEVERAL_NETS
    assert _refused(none).code is PnmlCode.NO_NET


@pytest.mark.skipif(not _HERE.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("coloured.pnml", None),
        ("dup_id.pnml", None),
        ("marking_negative.pnml", None),
        ("no_namespace.pnml", True),
        ("no_sink.pnml", False),
        ("weight_text.pnml", None),
        ("xxe_file.pnml", None),
    ],
)
def test_files_of_the_corpus_are_judged(name: str, *, sound: bool | None) -> None:
    net, findings = read_pnml(Path(_HERE / name))

    assert (net is None) is (sound is None)
    assert "root:" not in str(findings)
    if net is not None:
        proof = prove_net(net)
        assert proof.sound is sound
        assert [one.code for one in proof.faults] == (
            [] if sound else [NetCode.NO_SINK]
        )
