"""Words that are not shown until somebody asks for them."""

DOT = "•"


def veiled(text: str) -> str:
    """As long as the text and with its gaps, so that places in it stay true."""
    return "".join(letter if letter.isspace() else DOT for letter in text)
