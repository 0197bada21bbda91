"""One file per model, baselines first."""
