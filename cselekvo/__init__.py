"""Cselekvő: a dated, explainable, auditable memory of community development.

Open a workspace with `cselekvo.workspace.Workspace.open`; facts are in
`cselekvo.domain`, changes in `cselekvo.actions`.
"""
