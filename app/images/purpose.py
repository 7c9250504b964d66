"""What a picture in a post is made into: twice as wide as a text is shown, so that a screenshot can be read."""

from app.images.remaking import Purpose
from app.kit.markup.pictures import SIDE_MAX

FIELD = "image"
IN_POSTS = Purpose(field=FIELD, box=(SIDE_MAX, SIDE_MAX), most_bytes=10 * 1024 * 1024)
