"""XML is read with nothing declared in it, and within limits."""

from pathlib import Path

import pytest

from cselekvo.exchange.xml_tree import XmlCode, XmlLimits, read_xml
from cselekvo.files import FileNotReadError
from cselekvo.findings import Finding


def _refused(content: bytes, limits: XmlLimits | None = None) -> Finding:
    root, (finding,) = read_xml(content, limits or XmlLimits())
    assert root is None
    return finding


def test_elements_know_their_namespace_text_and_line() -> None:
    content = b'<a xmlns="u" xmlns:v="w">\n<v:b id=" x " v:c="1"> y\n z </v:b>\n</a>'

    root, findings = read_xml(content)

    assert findings == ()
    assert root is not None
    (child,) = root.children
    assert (root.namespace, root.name, root.line) == ("u", "a", 1)
    assert (child.namespace, child.name, child.line) == ("w", "b", 2)
    assert (child.id, child.attributes, child.text) == ("x", {"id": " x "}, "y\n z")
    assert list(root.named("b")) == []


@pytest.mark.parametrize(
    "declared",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]>',
    ],
)
def test_a_document_type_is_refused_whatever_is_in_it(declared: bytes) -> None:
    finding = _refused(b"<?xml version='1.0'?>\n" + declared + b"<a>&y;</a>")

    assert finding.code is XmlCode.DECLARES_TYPE
    assert "passwd" not in str(finding)


@pytest.mark.parametrize(
    "content",
    [
        b"<a>",
        b"<a></b>",
        b"a",
        b"<a>&x;</a>",
        b"<a>&#x0;</a>",
        b"<a>\xff</a>",
        b"<?xml version='1.0' encoding='klingon'?><a/>",
        b"<?xml version='1.0' encoding='UTF-7'?><a/>",
        b"<x:a/>",
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(content: bytes) -> None:
    finding = _refused(content)

    assert finding.code is XmlCode.NOT_WELL_FORMED
    assert finding.where is not None
    assert finding.where.line == 1


def test_nothing_is_no_file() -> None:
    assert _refused(b" \n").code is XmlCode.EMPTY


def test_size_depth_and_number_are_bounded() -> None:
    limits = XmlLimits(file=60, elements=6, depth=4)

    assert _refused(b"<a>" + b" " * 60 + b"</a>", limits).code is XmlCode.TOO_LARGE
    deep = _refused(b"<a><a><a><a>\n<a/></a></a></a></a>", limits)
    assert deep.code is XmlCode.TOO_DEEP
    assert deep.where is not None
    assert deep.where.line == 2
    many = _refused(b"<a>" + b"<b/>" * 6 + b"</a>", limits)
    assert (many.code, many.values) == (XmlCode.TOO_MANY_ELEMENTS, {"allowed": 6})


def test_a_file_is_named_where_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a>")

    _, (finding,) = read_xml(path)

    assert finding.where is not None
    assert finding.where.file == str(path)
    with pytest.raises(FileNotReadError):
        read_xml(tmp_path / "none.xml")
    with pytest.raises(FileNotReadError):
        read_xml(tmp_path)
