"""The arrows of the newsroom: intake, editing, review, compilation, publication.

Every change of a status goes through :func:`bulletins.workflow.transitions.transition`.
"""
