"""Lexicons and rules over words: names, cues and words that may carry an event, as the learned reader's features."""
