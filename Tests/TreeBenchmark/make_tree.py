"""Makes a project of many static files, the same for the same count: sizes log-normal, folders nested.

make_tree.py FOLDER COUNT: about 30 KiB a file (600 bytes from a million on), 14 files a folder; nothing
but assets, so that a check reads no references.

make_tree.py FOLDER COUNT PAGES: small assets, and so many templates of 7 KB that name them.
"""

import base64
import os
import random
import sys

KINDS = [("css", 9.3, 1.1), ("js", 9.7, 1.2), ("png", 9.6, 1.3), ("svg", 8.0, 1.0),
         ("woff2", 10.0, 0.5), ("webp", 9.8, 1.2), ("jpg", 9.4, 0.9)]
WORDS = "account basket catalog detail editor footer gallery header invoice journal label menu".split()


def folder_of(index):
    """A folder for each 14 files, below folders of 7 folders each."""
    number, names = index // 14, []
    while True:
        names.append(f"{WORDS[number % 7]}-{number % 7}")
        number //= 7
        if number == 0:
            return "/".join(reversed(names))


def reference(random_source, count):
    """The lines of a template: text, and now and then a reference to an asset."""
    index = random_source.randrange(count)
    path = f"{folder_of(index)}/{WORDS[index % 12]}-{index:06d}.{KINDS[index % 7][0]}"
    return random_source.choice([
        f"<link rel=\"stylesheet\" href=\"{{{{ url_for('static', filename='{path}') }}}}\">\n",
        f"<img src=\"/static/{path}\" alt=\"\">\n",
    ])


def make_assets(root, count, text):
    """Writes assets: of a text if there is one, else of random bytes, or letters where they are text."""
    source = random.Random(count)
    pool = source.randbytes(1 << 22)
    pools = {kind: base64.encodebytes(pool) for kind in ("css", "js", "svg")}
    scale = 0.02 if count >= 1_000_000 else 1
    for index in range(count):
        folder = f"{root}/static/{folder_of(index)}"
        if index % 14 == 0:
            os.makedirs(folder, exist_ok=True)
        kind, middle, spread = KINDS[index % 7]
        size = min(int(source.lognormvariate(middle, spread) * scale), 8 << 20)
        file = os.open(f"{folder}/{WORDS[index % 12]}-{index:06d}.{kind}",
                       os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(file, f"{index}\n".encode() + text)
        bytes_of_kind = pools.get(kind, pool)
        while size > 0 and not text:
            start = source.randrange(len(bytes_of_kind))
            size -= os.write(file, bytes_of_kind[start:start + size])
        os.close(file)


def make_pages(root, count, pages):
    """Writes templates of prose, markup and references to the assets."""
    source = random.Random(pages)
    for index in range(pages):
        os.makedirs(f"{root}/templates/{index // 50}", exist_ok=True)
        with open(f"{root}/templates/{index // 50}/page{index}.html", "w") as file:
            file.write("<!doctype html>\n")
            for _ in range(66):
                words = " ".join(source.choices(WORDS, k=12))
                file.write(f"<p class=\"{words[:8]}\">{words}</p>\n")
                if source.random() < 0.1:
                    file.write(reference(source, count))


if __name__ == "__main__":
    folder, assets = sys.argv[1], int(sys.argv[2])
    if len(sys.argv) > 3:
        make_assets(folder, assets, b"/* an asset */\n")
        make_pages(folder, assets, int(sys.argv[3]))
    else:
        make_assets(folder, assets, b"")
    with open(f"{folder}/complete", "w"):
        pass
