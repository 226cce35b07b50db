"""Judges an answer: is it executable, or only words? Pure and deterministic; the verdict follows from the slots alone."""

from bot.domain.assessment.assessor import assess, misplaced

__all__ = ["assess", "misplaced"]
