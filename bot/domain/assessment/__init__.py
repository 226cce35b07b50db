"""Judges an answer: is it executable, or only words? Pure, deterministic; the slots alone make the verdict."""

from bot.domain.assessment.assessor import assess, assess_each, misplaced

__all__ = ["assess", "assess_each", "misplaced"]
