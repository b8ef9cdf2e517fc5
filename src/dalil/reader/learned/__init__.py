"""The learned reader: one small encoder over a window of a paragraph, and what is read off it."""
