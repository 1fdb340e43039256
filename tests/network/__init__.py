"""Tests of the network: its graph, and drawings in layers."""
