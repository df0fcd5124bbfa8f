// Gives templates of Node a function for versioned URLs, /static/site.css?v=3f2a91c0, and says how long
// browsers may keep what Express serves. `assetbump loader node` prints this file.
//
//   const assets = require("./asset-versions.js").load({ prefixes: { static: "/static/" } });
//   app.locals.asset = assets.url;       // <%= asset("site.css") %>
//   app.locals.assetTag = assets.tag;    // <%- assetTag("app.js", { defer: true }) %>
//   app.use("/static", assets.serve("static", "static"), express.static("static"));
//
// For modules (import) name it asset-versions.cjs: import assetVersions from "./asset-versions.cjs";
"use strict";

const { createHash } = require("node:crypto");
const { existsSync, readFileSync, statSync } = require("node:fs");
const { readFile, stat } = require("node:fs/promises");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

const YEAR = "public, max-age=31536000, immutable";
const ASK = "no-cache";
// Bytes of a file that are held in memory to be judged; a larger file is asked for each time.
const JUDGED = 16 * 1024 * 1024;
// Names without a token that are remembered.
const MISSED = 1000;
// What a file system takes for a name, and for a path; a name also holds a dot and a token here.
const LONGEST_NAME = 255 + 1 + 64;
const LONGEST_PATH = 4096;

const TOKEN = /^[A-Za-z0-9._~-]{1,64}$/;
// A name, and the ending that the token stands before: ".css", ".min.js", ".d.ts", ".css.map", or none.
const NAME =
  /^(.+?)((?:\.min|\.d(?=\.[mc]?ts(?:\.|$)))?(?:\.[a-z][^.]*(?=\.(?:map|gz|br|zst)$))?\.[^.]+)?$/is;

const IMAGE = (url, rest) => `<img src="${url}"${/ alt(?:=|\s|$)/.test(rest) ? "" : ' alt=""'}${rest}>`;
const FONT = (kind) => (url, rest) =>
  `<link rel="preload" href="${url}" as="font" type="font/${kind}" crossorigin${rest}>`;
const TAGS = {
  css: (url, rest) => `<link rel="stylesheet" href="${url}"${rest}>`,
  js: (url, rest) => `<script src="${url}"${rest}></script>`,
  mjs: (url, rest) => `<script type="module" src="${url}"${rest}></script>`,
  webmanifest: (url, rest) => `<link rel="manifest" href="${url}"${rest}>`,
  ico: (url, rest) => `<link rel="icon" href="${url}"${rest}>`,
  ...Object.fromEntries("png jpg jpeg gif webp avif svg bmp".split(" ").map((kind) => [kind, IMAGE])),
  ...Object.fromEntries("woff2 woff ttf otf".split(" ").map((kind) => [kind, FONT(kind)])),
};
const CHECKED = ["css", "js", "mjs"]; // the tags that take `integrity`

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const production = () => process.env.NODE_ENV === "production";
const escape = (text) =>
  text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[sign]);

// Reads the versions file: the one named, else the `asset-versions.json` beside this file, then upward,
// up to the folder that has assetbump.toml, pyproject.toml or .git.
// `prefixes` has the URL of each root, with a slash at its end; `placements` and `parameters` those of
// the settings, where they are not "query" and "v".
//
// In production (NODE_ENV) the tokens of one release stay until the next start; else they are read
// again where they changed, and browsers ask for every file each time.
exports.load = ({ file, prefixes = { static: "/static/" }, placements = {}, parameters = {} } = {}) => {
  const versions = new Versions(file ?? find(__dirname));

  const url = (given, root = "static") => {
    const prefix = own(prefixes, root);
    if (prefix === undefined) throw new Error(`no prefix is given for the root "${root}"`);
    if (!production()) versions.read();
    const name = String(given).replace(/^\/+/, "");
    const token = versions.record(root, name)?.token;
    if (token === undefined) {
      versions.miss(root, name);
      return prefix + encoded(name);
    }
    const placement = own(placements, root) ?? "query";
    const made = prefix + encoded(withToken(placement, name, token));
    return placement === "query" ? `${made}?${own(parameters, root) ?? "v"}=${token}` : made;
  };

  const tag = (name, attributes = {}, root = "static") => {
    const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    if (!Object.hasOwn(TAGS, ending)) {
      throw new Error(`"${name}" is of no kind that has a tag: write the tag and put the URL in it`);
    }
    const integrity = production() && CHECKED.includes(ending) && versions.record(root, name)?.integrity;
    // What is checked must be fetched in CORS mode (Subresource Integrity, section 3.3).
    const all = { ...(integrity ? { integrity, crossorigin: true } : {}), ...attributes };
    const rest = Object.entries(all)
      .filter(([, value]) => value !== false && value !== null && value !== undefined)
      .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escape(String(value))}"`));
    return TAGS[ending](escape(url(name, root)), rest.join(""));
  };

  // Middleware for Express, in front of express.static: it sends what browsers may keep for a year, the
  // files whose bytes are those that the token was given for, and has them ask for all else each time.
  // The folder is a path, or a URL as modules have it: new URL("./public", import.meta.url).
  const serve = (root, place) => {
    const folder = place instanceof URL ? fileURLToPath(place) : place;
    return (request, response, next) => answer(root, folder, request, response, next);
  };

  const answer = async (root, folder, request, response, next) => {
    try {
      if (request.method !== "GET" && request.method !== "HEAD") return next();
      const placement = own(placements, root) ?? "query";
      const asked = decoded(request.path);
      if (asked === undefined) return next();
      if (isOverlong(asked)) return response.status(404).end();
      if (!production()) versions.read();
      let name = asked;
      let token = request.query[own(parameters, root) ?? "v"];
      if (placement !== "query") {
        [name, token] = await withoutToken(placement, asked, (plain) => isFile(path.join(folder, plain)));
        // express.static looks for the file under its own name.
        if (name !== asked) request.url = "/" + encodeURIComponent(name).replaceAll("%2F", "/");
      }
      response.set("Cache-Control", ASK);
      if (!production() || typeof token !== "string" || request.headers.range !== undefined) return next();
      const digests = versions.digests(root, name, token);
      const file = path.join(folder, name);
      if (digests.length === 0 || !(await isFile(file, JUDGED))) return next();
      const body = await readFile(file);
      const digest = createHash("sha256").update(body).digest("hex");
      if (!digests.includes(digest)) return next();
      response.set({ "Cache-Control": YEAR, ETag: `"${digest}"` });
      return response.type(path.extname(name) || "application/octet-stream").send(body);
    } catch (error) {
      return next(error);
    }
  };

  return { url, tag, serve, integrity: (name, root = "static") => versions.record(root, name)?.integrity };
};

// The function `url` alone, of a versions file.
exports.assetURLs = (file, prefixes) => exports.load({ file, prefixes }).url;

class Versions {
  constructor(file) {
    this.file = file;
    this.missed = new Set();
    this.read();
  }

  // Reads the file, where it is another one than the one that was read.
  read() {
    try {
      const info = statSync(this.file, { bigint: true });
      const stamp = [info.mtimeNs, info.ctimeNs, info.size, info.ino].join(" ");
      if (stamp === this.stamp) return;
      this.roots = checked(JSON.parse(readFileSync(this.file, "utf8")));
      this.stamp = stamp;
    } catch (error) {
      this.stamp = undefined;
      const reason = error.code === "ENOENT" ? "No such file or directory" : error.message;
      throw new Error(`cannot use the versions file ${this.file}: ${reason} - run assetbump check`);
    }
  }

  // What is recorded of a file, by its name as it stands or without `.`, `..` and `//`.
  record(root, name) {
    const assets = own(this.roots, root) ?? {};
    return own(assets, name) ?? own(assets, path.posix.normalize(name));
  }

  // The SHA-256 of the bytes that a token of a file was given for.
  digests(root, name, token) {
    const record = this.record(root, name);
    const given = record ? [record, ...(record.previous ?? [])] : [];
    return given.filter((of) => of.token === token && typeof of.sha256 === "string").map((of) => of.sha256);
  }

  // Says once that a file has no token. A folder has none, nor has a hidden file.
  miss(root, name) {
    const key = `${root}:${name}`;
    if (name === "" || name.endsWith("/") || this.missed.size >= MISSED || this.missed.has(key)) return;
    this.missed.add(key);
    if (path.posix.normalize(name).split("/").some((part) => part.startsWith("."))) return;
    console.warn(`"${name}" has no token in ${this.file} - assetbump check says what is new`);
  }
}

const find = (near) => {
  for (let folder = path.resolve(near); ; folder = path.dirname(folder)) {
    const found = path.join(folder, "asset-versions.json");
    if (existsSync(found)) return found;
    const ends = ["assetbump.toml", "pyproject.toml", ".git"];
    if (folder === path.dirname(folder) || ends.some((name) => existsSync(path.join(folder, name)))) {
      throw new Error(
        `no asset-versions.json in ${near} or above it, up to ${folder}: run assetbump init, or name the file`,
      );
    }
  }
};

const checked = (data) => {
  if (!isObject(data) || !isObject(data.assets)) throw new Error("it has no assets");
  if (data.format !== 1) throw new Error(`its format is ${JSON.stringify(data.format)}, not 1`);
  for (const [root, assets] of Object.entries(data.assets)) {
    if (!isObject(assets)) throw new Error(`root "${root}" has no assets`);
    for (const [name, record] of Object.entries(assets)) {
      if (typeof record?.token !== "string") throw new Error(`"${root}:${name}" has no token`);
      if (!(record.previous ?? []).every?.(isObject)) {
        throw new Error(`"${root}:${name}" has no list of previous tokens`);
      }
    }
  }
  return data.assets;
};

const encoded = (name) => encodeURI(name).replace(/[?#]/g, encodeURIComponent);

const decoded = (given) => {
  try {
    const name = path.posix.normalize(decodeURIComponent(given)).replace(/^\/+/, "");
    return name.includes("\0") || name === ".." || name.startsWith("../") ? undefined : name;
  } catch {
    return undefined; // express.static says what is the matter with it
  }
};

const isFile = async (file, limit = Infinity) => {
  const info = await stat(file).catch(() => undefined);
  return info !== undefined && info.isFile() && info.size <= limit;
};

// The path below the static root that a file has in its URL.
const withToken = (placement, name, token) => {
  if (placement === "query") return name;
  if (placement === "path") return `${token}/${name}`;
  const start = name.lastIndexOf("/") + 1;
  const [, stem, ending] = NAME.exec(name.slice(start)) ?? [undefined, name.slice(start)];
  return `${name.slice(0, start)}${stem}.${token}${ending ?? ""}`;
};

// The file that a URL is about, and the token that it holds: that of the very name first.
const withoutToken = async (placement, name, isThere) => {
  if (await isThere(name)) return [name, undefined];
  for (const [plain, token] of readings(placement, name)) {
    if (TOKEN.test(token) && withToken(placement, plain, token) === name && (await isThere(plain))) {
      return [plain, token];
    }
  }
  return [name, undefined];
};

const isOverlong = (name) =>
  Buffer.byteLength(name) > LONGEST_PATH + LONGEST_NAME ||
  name.split("/").some((part) => Buffer.byteLength(part) > LONGEST_NAME);

// Each path and token that the path of a URL may be made of, the shortest token first.
function* readings(placement, name) {
  if (placement === "path") {
    const cut = name.indexOf("/");
    if (cut >= 0) yield [name.slice(cut + 1), name.slice(0, cut)];
    return;
  }
  const dots = [];
  for (let at = name.lastIndexOf("/") + 1; at < name.length; at++) if (name[at] === ".") dots.push(at);
  // A token has 64 characters at most, an ending three dots.
  for (const dot of dots.slice(-67).reverse()) {
    for (const end of [...dots.slice(-3), name.length]) {
      if (dot < end && dot > name.lastIndexOf("/") + 1) yield [name.slice(0, dot) + name.slice(end), name.slice(dot + 1, end)];
    }
  }
}
