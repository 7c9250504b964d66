"""What can happen to the catalogue."""

from enum import StrEnum


class CatalogueEvent(StrEnum):
    BRAND_CHANGED = "catalogue:brand_changed"
    CATEGORY_CHANGED = "catalogue:category_changed"
    PRODUCT_CHANGED = "catalogue:product_changed"
    VERSION_RELEASED = "catalogue:version_released"
    TAG_CHANGED = "catalogue:tag_changed"
    LOT_ADDED = "catalogue:lot_added"
    PAGE_CHANGED = "catalogue:page_changed"
    OPENED = "catalogue:opened"
