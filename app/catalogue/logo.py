"""What a logo is made into: four times the size it is shown at, for fine screens."""

from app.images.remaking import Purpose

LOGO = Purpose(field="logo", box=(720, 160), most_bytes=2 * 1024 * 1024)
