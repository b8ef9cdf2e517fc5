"""What one document may cost at most; beyond it a file is refused with its reason instead of being read slowly."""

from __future__ import annotations

# The longest saved pages (with images inside them) are below 16 MiB; above it files are archives, dumps or attacks.
MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_LINE_BYTES = MAX_FILE_BYTES
# Three times the longest novel; reading is linear, but a worker has seconds.
MAX_CHARACTERS = 4_000_000
# libxml2 compares each attribute of a tag with all others of it: 300,000 took 18 minutes, 5,000 take 0.04 s.
MAX_TAG_WORDS = 20_000
# Above these a page goes to the plain way of choosing its article: the library's rules walk the tree many times.
MAX_CHOSEN_ELEMENTS = 40_000
MAX_CHOSEN_DEPTH = 200
