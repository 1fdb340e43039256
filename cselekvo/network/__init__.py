"""The network as a graph: networkx lives here and nowhere else."""
