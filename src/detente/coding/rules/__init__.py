"""The parts of `rules.v1`: a shallow reading of English clauses with a lexicon of triggers.

No parser stands behind it, only tables and neighbourhoods, so that a sentence costs a fraction of a
millisecond and every step can be told to the reader. The steps, in order::

    tokens, tags, verbs     words with their offsets, and the role each plays
    salad, accidents        what is left out
    triggers                words of `lexicon.toml` that stand for a PLOVER type
    clauses                 where a verb's subject and objects can lie
    subjects, recipients    who acts, and who is acted upon
    claims, status          fact, claim, denial, plan, condition
    frames                  the above for each trigger by its form: `passives`, `nouns`, `contents`
    dates, timing, past     when, and which episodes of the past are told
    memory, deeds, places   it, its, the ministry; deeds with span, place and reasons
    lists, things           items and passives that name nobody; whose ferry "the ferry" is
    sequels, announced      what follows: charges, answers, denials, threats
    sentence                the steps put together
    pairs                   the type of a marked pair, for evaluation

The tables are `lexicon.toml` (triggers), `grammar.toml` (word classes) and `words.toml` (lists).
"""
