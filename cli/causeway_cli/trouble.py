"""The one kind of error that the command prints instead of a trace."""


class Trouble(Exception):
    """Something a person can put right. The sentence says what is wrong and what to do about it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
