"""The typographic rules of each language, applied to one paragraph at a time.

The text is tokenised first (`tokens`), so that addresses, tickers, telephone numbers and a release's own
references are hidden from the rules. The rules (`rules`, `quotes`, `ties`) are functions from a language's
data to a step from text to text; they change spaces, quotes, apostrophes, dashes and dots, and never a letter
or a digit. `changes` brings the result back to the runs it came in, and can list what was changed.
"""

from pressprint.text.typography.changes import Change, Corrected
from pressprint.text.typography.correct import correct

__all__ = ["Change", "Corrected", "correct"]
