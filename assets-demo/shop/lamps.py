"""What the shop sells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lamp:
    """A lamp: its address, its words, its price in euro cents and its size in centimetres."""

    slug: str
    name: str
    kind: str
    line: str
    story: str
    cents: int
    width: int
    height: int
    folds: int

    @property
    def price(self) -> str:
        """The price as it stands on the page, `€128`."""
        return f"€{self.cents // 100}"

    @property
    def image(self) -> str:
        """The picture's name below the static folder."""
        return f"img/lamps/{self.slug}.svg"


LAMPS = {
    lamp.slug: lamp
    for lamp in [
        Lamp("moth", "Moth", "Pendant", "A round of ribbed mulberry paper.",
             "The first lamp we made, and still the one we hang at home. Eleven hoops of split bamboo "
             "hold one sheet of mulberry paper; it packs flat as a plate and opens like a breath.",
             12800, 42, 38, 22),
        Lamp("heron", "Heron", "Floor", "A pleated hat on one long leg.",
             "Heron stands where the reading chair is. The shade is one sheet, pleated by hand and "
             "stitched at the seam; the leg is oiled ash, turned two streets from here.",
             24600, 38, 152, 48),
        Lamp("pebble", "Pebble", "Table", "Low, wide and hard to put down.",
             "A lamp for the end of a shelf. Pebble gives no more light than a good candle, and that "
             "is the point of it.",
             8900, 30, 20, 14),
        Lamp("reed", "Reed", "Floor", "A slim column for a dark corner.",
             "Two metres of paper on four ash rods. Reed lights a wall from top to bottom and takes "
             "up no more floor than a pair of shoes.",
             19800, 22, 180, 8),
        Lamp("comet", "Comet", "Pendant", "Sixteen points, one sheet, no glue.",
             "Comet is a single sheet with ninety-six creases. It takes an afternoon to fold, and "
             "three of us can do it.",
             15600, 46, 46, 96),
        Lamp("tulip", "Tulip", "Table", "Opens a little as it warms.",
             "Six petals of waxed paper on a brass stem. With the lamp on they lean out by the width "
             "of a finger; switch it off and they close.",
             11200, 24, 44, 12),
    ]
}
