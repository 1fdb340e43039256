"""Every change: one plain function a verb, which checks and then writes."""
