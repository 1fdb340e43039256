"""The network as people see it: its records by name, its picture, its quorums."""
