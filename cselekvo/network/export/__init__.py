"""The network in the forms that other programs read; deterministic to the byte."""

from cselekvo.network.export.gexf import gexf
from cselekvo.network.export.graphml import graphml
from cselekvo.network.export.kumu import Kumu, kumu
from cselekvo.network.export.node_link import node_link
from cselekvo.network.export.parts import Edge, Node, Parts, parts_of

__all__ = [
    "Edge",
    "Kumu",
    "Node",
    "Parts",
    "gexf",
    "graphml",
    "kumu",
    "node_link",
    "parts_of",
]
