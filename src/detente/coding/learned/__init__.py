"""The parts of the learned coders: from a sentence to the network and back."""
