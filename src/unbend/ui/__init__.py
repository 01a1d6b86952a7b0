"""The screen: the only package that knows Textual. It shows and asks; it decides nothing about time or pain."""
