"""The numbers behind a run: people as columns, all pairs scored in blocks, the flow that chooses, the proof of how good."""
