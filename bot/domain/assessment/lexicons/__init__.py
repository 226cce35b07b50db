"""The words that the judge knows, a list to a subject: data in Python, for the patterns are built from them."""
