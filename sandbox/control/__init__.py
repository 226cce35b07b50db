"""The control API: act as somebody, see what they see, move the clock, let things fail."""
