"""Pictures of emoji as the characters they stand for."""

import unicodedata

_COMMON = {
    "+1": "👍",
    "-1": "👎",
    "100": "💯",
    "arrow_down": "⬇️",
    "arrow_right": "➡️",
    "arrow_up": "⬆️",
    "beer": "🍺",
    "blush": "😊",
    "bulb": "💡",
    "cake": "🍰",
    "clap": "👏",
    "confused": "😕",
    "crossed_fingers": "🤞",
    "cry": "😢",
    "exclamation": "❗",
    "expressionless": "😑",
    "eyes": "👀",
    "frowning": "😦",
    "frowning_face": "☹️",
    "grimacing": "😬",
    "grin": "😁",
    "grinning": "😀",
    "heart": "❤️",
    "heart_eyes": "😍",
    "heavy_check_mark": "✔️",
    "heavy_plus_sign": "➕",
    "hugs": "🤗",
    "innocent": "😇",
    "joy": "😂",
    "laughing": "😆",
    "link": "🔗",
    "mag": "🔍",
    "muscle": "💪",
    "ok_hand": "👌",
    "open_mouth": "😮",
    "partying_face": "🥳",
    "pensive": "😔",
    "point_down": "👇",
    "point_right": "👉",
    "point_up": "☝️",
    "point_up_2": "👆",
    "pray": "🙏",
    "question": "❓",
    "raised_hands": "🙌",
    "relaxed": "☺️",
    "rofl": "🤣",
    "roll_eyes": "🙄",
    "scream": "😱",
    "simple_smile": "🙂",
    "slight_frown": "🙁",
    "slight_smile": "🙂",
    "smile": "😄",
    "smiley": "😃",
    "sob": "😭",
    "star_struck": "🤩",
    "stuck_out_tongue": "😛",
    "stuck_out_tongue_winking_eye": "😜",
    "sunglasses": "😎",
    "sweat_smile": "😅",
    "tada": "🎉",
    "thinking": "🤔",
    "thumbsdown": "👎",
    "thumbsup": "👍",
    "upside_down_face": "🙃",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "wink": "😉",
    "worried": "😟",
    "x": "❌",
    "zap": "⚡",
}


def emoji_of(name: str) -> str:
    """The character for a name such as `:slight_smile:` or `:wave:t2:` (a skin tone, which is left out).

    Names that are the character's own in Unicode are found by it; for any other the name itself, colons and all.
    """
    bare = name.strip(":").partition(":")[0]
    if bare in _COMMON:
        return _COMMON[bare]
    try:
        return unicodedata.lookup(bare.replace("_", " "))
    except KeyError:
        return f":{bare}:" if bare else ""
