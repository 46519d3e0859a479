"""The demonstration: sample outlets on loopback, and one week walked through whole."""
