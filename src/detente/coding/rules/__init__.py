"""The parts of `rules.v1`: a shallow reading of English clauses with a lexicon of triggers.

A sentence is read in steps, each in a module of its own::

    tokens      words with their offsets
    tags        the role each word plays: verb, noun, preposition, boundary …
    triggers    words and phrases of `lexicon.toml` that stand for a PLOVER type
    clauses     where a verb's subject and objects can lie
    roles       who acts, and who is acted upon
    status      fact, claim, denial, plan, condition
    dates       when, with the precision the text gives
    past        dated mentions of the past
    memory      what the document said before: it, its, the ministry
    sentence    the steps put together
"""
