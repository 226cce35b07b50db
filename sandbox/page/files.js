// Files in messages: a picture, the first lines, or just the name, and a way to download them.

import { h, icon, safeUrl } from "./dom.js";

const PICTURES = new Set(["png", "jpg", "jpeg", "gif", "svg", "webp"]);

/** The address of a file on this server, whatever host the app was told. */
function addressOf(file) {
  const url = safeUrl(file.url_private ?? `/files/${file.id}`);
  return url && new URL(url).pathname.startsWith("/files") ? new URL(url).pathname : url;
}

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1048576
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1048576).toFixed(1)} MB`;
}

/** Draw one file. */
export function drawFile(file) {
  const address = addressOf(file);
  const title = file.title || file.name || file.id;
  const head = h(
    "div",
    { class: "file-head" },
    icon("file"),
    h(
      "div",
      {},
      h("strong", {}, title),
      h("small", {}, [file.filetype?.toUpperCase(), size(file.size)].filter(Boolean).join(" · ")),
    ),
    address &&
      h(
        "a",
        { class: "button", href: address, download: file.name ?? title, "aria-label": `Download ${title}` },
        "Download",
      ),
  );
  return h("div", { class: "file-card" }, head, preview(file, address, title));
}

function preview(file, address, title) {
  if (PICTURES.has(file.filetype) && address)
    return h("img", { class: "block-image", src: address, alt: title, loading: "lazy" });
  if (!file.preview) return null;
  return h(
    "details",
    { open: file.preview.length < 600 },
    h("summary", {}, "Preview"),
    h("pre", { tabindex: 0, "aria-label": `Preview of ${title}` }, file.preview),
  );
}
