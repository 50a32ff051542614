"""Dead letters as an operator sees them: what was set aside, what is known of it, and trying it again."""
