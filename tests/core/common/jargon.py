"""What a sentence for owners may not have: words of our trade, and too many words."""

import re

MOST_WORDS = 25
JARGON = re.compile(
    r"\b(inference|drift\w*|auc|precision|recall|calibrat\w+|features?|labels?|pipelines?|endpoints?|deploy\w*|p-values?"
    r"|algorithms?|datasets?|classif\w+|regress\w+|hyperparameters?|overfit\w*|metrics?|baselines?|api)\b",
    re.IGNORECASE,
)
