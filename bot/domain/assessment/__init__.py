"""Judges an answer: is it executable, or only words? Pure, deterministic; the slots alone make the verdict."""

from bot.domain.assessment.assessor import assess, misplaced

__all__ = ["assess", "misplaced"]
