"""What the editors' pages of both apps have in common. Knows no model."""
