"""The frozen document as a Word file: styles, marks, body, the file as a whole."""
