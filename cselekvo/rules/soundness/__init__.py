"""The proof of process templates: whether each can be carried to its end."""

from cselekvo.rules.soundness.faults import Fault, Proof, SoundnessCode, Step
from cselekvo.rules.soundness.proving import prove

__all__ = ["Fault", "Proof", "SoundnessCode", "Step", "prove"]
