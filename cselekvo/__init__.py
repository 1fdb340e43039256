"""Cselekvő: a dated, explainable, auditable memory for community-development programmes.

Open a workspace with `cselekvo.workspace.Workspace.open`; facts are in `cselekvo.domain`,
changes in `cselekvo.actions`.
"""
