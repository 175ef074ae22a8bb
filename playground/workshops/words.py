"""Codes that are read from a wall, and phrases that are read to a second device. No Django here."""

import re
import secrets
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I
CODE_LENGTH: Final = 8  # 40 bits
PHRASE_WORDS: Final = 4

WORDS: Final = tuple(
    """
able acid acorn agile alarm album alert alley almond amber anchor angle ankle apple apron arch arena armor arrow atlas
attic autumn award bacon badge baker bamboo banjo barrel basil basin basket beach beacon beaver beetle bell bench berry
bicycle birch bishop blanket blossom board bonfire border bottle bowl branch brave bread breeze brick bridge bright broom
bubble bucket butter button cabin cable cactus camel camera canal candle canoe canvas carbon cargo carpet carrot castle
cedar cello cement chalk cherry chess chimney circle citrus clay clever cliff clock cloud clover coast cobalt cocoa
coffee comet copper coral corner cotton cradle crane crayon cricket crown crystal curtain cycle daisy dance dawn delta
desert diamond dinner dolphin domino donkey dragon drawer drum eagle earth easel echo eclipse elbow ember engine envelope
falcon family farmer feather fence fern ferry fiddle field finger flame flannel flint flute forest fossil fountain fox
frost galaxy garden garlic gentle giant ginger glacier globe glove golden goose grape gravel guitar hammer harbor harvest
hazel helmet hermit heron hiking honey horizon hotel iceberg igloo indigo island ivory jacket jade jasmine jelly jigsaw
jungle kayak kettle kitchen kite ladder lagoon lantern laurel lemon letter lilac linen lizard lobster locket lotus lunar
magnet maple marble market meadow melon mentor mercury meteor mirror mitten monkey mosaic motor muffin museum mustard
napkin nectar needle nephew noble north nutmeg oasis ocean olive onion opal orange orbit orchard otter oxygen oyster
paddle palace panda paper parade parrot pastel pebble pelican pencil pepper piano pigeon pillow pilot pirate planet
plaza plum pocket poet polar pond poppy potato prairie prism puddle pumpkin puzzle quartz quiet quilt rabbit radar
rainbow raven ribbon river robin rocket roof rosemary saddle saffron salmon sandal satin scarf school season shadow
shelf shell silver singer sketch slope spider spiral sponge spruce stable station stone storm summer sunset swan table
tango teapot temple thunder ticket tiger timber toast tomato topaz torch tower travel treaty tulip tundra tunnel turtle
umbrella valley vanilla velvet village violet violin walnut walrus wander water weaver willow window winter wizard
wonder wooden yellow yogurt zebra zenith zigzag
""".split()
)
assert len(set(WORDS)) == len(WORDS)


def new_code() -> str:
    """A code for a door."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """A code as somebody typed it: blanks, dashes and small letters do not matter."""
    return re.sub(r"[\s-]", "", text).upper()[: 2 * CODE_LENGTH]


def spell_code(code: str) -> str:
    """A code for a wall."""
    return f"{code[:4]}-{code[4:]}"


def new_phrase() -> str:
    """Four words."""
    return " ".join(secrets.choice(WORDS) for _ in range(PHRASE_WORDS))


def read_phrase(text: str) -> str:
    """A phrase as somebody typed it."""
    return " ".join(re.findall(r"[a-z]+", text.lower())[: 2 * PHRASE_WORDS])


HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def read_name(text: str) -> str:
    """A display name without what cannot be seen. May be empty."""
    return " ".join(HIDDEN.sub("", text).split())[:40]


def free_name(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number behind it if somebody is called that."""
    n, name = 1, wanted
    while name.casefold() in taken:
        n += 1
        name = f"{wanted} {n}"
    return name
