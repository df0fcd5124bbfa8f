"""Make images of every kind that Pillow writes, and print the size each has on the screen.

usage: images.py FOLDER

stdout: {"png-RGB-5x3.png": [5, 3], ...}: as Pillow reads the file back, turned by its EXIF
orientation (AVIF: by the rotation that Pillow made of it).
"""

import json
import random
import sys
from pathlib import Path

from PIL import Image, ImageOps, features

SIZES = [(1, 1), (5, 3), (16, 17), (300, 200), (1023, 2)]
PROFILE = bytes(150_000)  # needs three segments of a JPEG


def picture(mode, size):
    """An image of noise, the same at every run."""
    noise = random.Random(1).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, noise).convert(mode)


def exif(orientation, endian):
    """EXIF data with other tags before and behind the orientation."""
    tags = Image.Exif()
    tags.endian = endian
    tags[0x010F] = "a camera with a name longer than four bytes"
    tags[0x0112] = orientation
    tags[0x0132] = "2026:11:22 12:00:00"
    return tags


def pngs():
    for mode in ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]:
        for size in SIZES:
            image = picture("L" if mode == "I;16" else mode, size)
            yield f"png-{mode}", "png", image.convert(mode) if mode == "I;16" else image, {}
    yield "png-wide", "png", Image.new("1", (70_000, 1)), {}


def gifs():
    for size in SIZES:
        yield "gif", "gif", picture("P", size), {}
        yield "gif-grey-interlaced", "gif", picture("L", size), {"interlace": 1}
    frames = [picture("P", (40, 30)) for _ in range(3)]
    yield "gif-animated", "gif", frames[0], {"save_all": True, "append_images": frames[1:], "loop": 0}
    yield "gif-large", "gif", Image.new("1", (65_535, 2)), {}


def jpegs():
    for mode in ["L", "RGB", "CMYK"]:
        for size in SIZES:
            yield f"jpeg-{mode}", "jpg", picture(mode, size), {}
            yield f"jpeg-{mode}-progressive", "jpg", picture(mode, size), {"progressive": True}
    image = picture("RGB", (30, 20))
    for orientation in range(10):
        for endian in "<>":
            options = {"exif": exif(orientation, endian)}
            yield f"jpeg-exif-{orientation}-{'little' if endian == '<' else 'big'}", "jpg", image, options
    yield "jpeg-profile", "jpg", image, {"icc_profile": PROFILE, "exif": exif(6, "<")}
    yield "jpeg-comment", "jpg", image, {"comment": b"\xff\xc0 no frame" * 100, "dpi": (72, 72)}
    yield "jpeg-restart", "jpg", image, {"restart_marker_blocks": 1, "optimize": True}
    yield "jpeg-tall", "jpg", Image.new("L", (3, 65_500)), {}


def webps():
    for mode in ["RGB", "RGBA"]:
        for size in SIZES:
            yield f"webp-{mode}", "webp", picture(mode, size), {}
            yield f"webp-{mode}-lossless", "webp", picture(mode, size), {"lossless": True}
            yield f"webp-{mode}-profile", "webp", picture(mode, size), {"icc_profile": PROFILE}
    frames = [picture("RGB", (40, 30)) for _ in range(3)]
    yield "webp-animated", "webp", frames[0], {"save_all": True, "append_images": frames[1:]}
    yield "webp-large", "webp", Image.new("RGB", (16_383, 1)), {"lossless": True}


def avifs():
    for mode in ["RGB", "RGBA", "L"]:
        for size in SIZES:
            yield f"avif-{mode}", "avif", picture(mode, size), {"speed": 10}
    image = picture("RGB", (30, 20))
    for orientation in range(1, 9):
        yield f"avif-turned-{orientation}", "avif", image, {"speed": 10, "exif": exif(orientation, "<")}
    yield "avif-profile", "avif", image, {"speed": 10, "icc_profile": PROFILE}
    frames = [picture("RGB", (40, 30)) for _ in range(3)]
    yield "avif-animated", "avif", frames[0], {"speed": 10, "save_all": True, "append_images": frames[1:]}


def main(folder):
    missing = [name for name in ["jpg", "webp", "avif"] if not features.check(name)]
    if missing:
        sys.exit(f"this Pillow cannot write {', '.join(missing)}: install the wheel")
    sizes = {}
    for kind, ending, image, options in [*pngs(), *gifs(), *jpegs(), *webps(), *avifs()]:
        name = f"{kind}-{image.width}x{image.height}.{ending}".replace(";", "")
        image.save(folder / name, **options)
        with Image.open(folder / name) as made:
            sizes[name] = ImageOps.exif_transpose(made).size
    print(json.dumps(sizes))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: images.py FOLDER")
    main(Path(sys.argv[1]))
