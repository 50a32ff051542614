"""The consistency checker: what was promised about messages, against what people can read and what was stored."""
