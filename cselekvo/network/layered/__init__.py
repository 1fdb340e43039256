"""Drawings in layers: boxes row by row, with the lines between them.

The method is that of Sugiyama, Tagawa and Toda (*Methods for visual understanding of
hierarchical system structures*, 1981): layers by the longest way, crossings reduced by
barycentres, long lines kept straight. Lines run upright through layers, where room is
kept for them, and across only in the gaps between layers, where no box is; so no line
can run through a box, whatever is drawn. Labels are kept room for as boxes are.
"""

from cselekvo.network.layered.drawing import layered
from cselekvo.network.layered.model import (
    Box,
    Edge,
    Layout,
    Node,
    Point,
    Route,
    Spacing,
)

__all__ = ["Box", "Edge", "Layout", "Node", "Point", "Route", "Spacing", "layered"]
