"""The ranks of instruments (法律位阶): a vocabulary that judgements and readers share."""

# Kinds of instrument, from the highest.  Which of them may carry a list is itself law (`list_ranks`).
RANKS = (
    "law",
    "administrative-regulation",
    "central-policy",
    "local-regulation",
    "judicial-interpretation",
    "departmental-rule",
    "normative-document",
)
