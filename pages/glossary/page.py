"""The glossary: every term of the lessons, in a sentence or two."""

from ui import glossary

if __name__ == "__main__":
    glossary.show()
