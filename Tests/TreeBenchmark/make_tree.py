"""Makes a project of many static files, the same for the same count: sizes log-normal, folders nested.

make_tree.py FOLDER COUNT: about 30 KiB a file (600 bytes from a million on), 14 files a folder, and a
template of 7 KB for each 20 files, 5,000 at most.
"""

import os
import random
import sys

KINDS = [("css", 9.3, 1.1), ("js", 9.7, 1.2), ("png", 9.6, 1.3), ("svg", 8.0, 1.0),
         ("woff2", 10.0, 0.5), ("webp", 9.8, 1.2), ("html", 8.6, 0.8)]
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


def make(root, count):
    source = random.Random(count)
    pool = source.randbytes(1 << 22)
    scale = 0.02 if count >= 1_000_000 else 1
    for index in range(count):
        folder = f"{root}/static/{folder_of(index)}"
        if index % 14 == 0:
            os.makedirs(folder, exist_ok=True)
        kind, middle, spread = KINDS[index % 7]
        size = min(int(source.lognormvariate(middle, spread) * scale), 8 << 20)
        file = os.open(f"{folder}/{WORDS[index % 12]}-{index:06d}.{kind}",
                       os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(file, f"{index}\n".encode())
        while size > 0:
            start = source.randrange(len(pool))
            size -= os.write(file, pool[start:start + size])
        os.close(file)
    os.makedirs(f"{root}/templates", exist_ok=True)
    for index in range(min(count // 20, 5000)):
        os.makedirs(f"{root}/templates/{index // 50}", exist_ok=True)
        with open(f"{root}/templates/{index // 50}/page{index}.html", "w") as file:
            file.write("<!doctype html>\n")
            for _ in range(66):
                words = " ".join(source.choices(WORDS, k=12))
                file.write(f"<p class=\"{words[:8]}\">{words}</p>\n")
                if source.random() < 0.1:
                    file.write(reference(source, count))


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]))
    with open(f"{sys.argv[1]}/complete", "w"):
        pass
