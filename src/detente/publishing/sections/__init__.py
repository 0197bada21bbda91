"""One file per section of the briefing; each has ``section(material)``, None where it is empty."""
