"""Speed and scale, as ratios to a named peer or limit within one run."""
