"""What can happen to a picture."""

from enum import StrEnum


class ImageEvent(StrEnum):
    ADDED = "image:added"
    ERASED = "image:erased"
