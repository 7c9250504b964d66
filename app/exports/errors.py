"""Why nothing was written: one sentence for whoever sits at the command line."""


class CommunityError(Exception):
    """An export that cannot be made, or one that cannot be taken in. Nothing was changed."""


class Wrong(Exception):
    """What is wrong with one value or row; whoever reads the file adds its name and the line."""
