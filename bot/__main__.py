"""`python -m bot` is `aligned`."""

from bot.cli import main

main()
