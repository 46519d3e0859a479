"""A printer that spoils what it prints in one way."""

from tests.bulletins.rendering import sabotage
from tests.bulletins.rendering.children.sabotaged import run

run(sabotage.remove_a_picture)
