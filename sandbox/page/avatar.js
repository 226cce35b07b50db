// Faces: initials on a person's own colour, and the app's mark.

import { h } from "./dom.js";

const PALETTE = ["#0f766e", "#b45309", "#1d4ed8", "#9d174d", "#4d7c0f", "#6d28d9", "#b91c1c", "#0e7490"];

const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();

/** Draw somebody's avatar; decoration, since the name always stands beside it. */
export function avatar(person, size = 36, showsPresence = false) {
  const style = { width: `${size}px`, height: `${size}px`, "font-size": `${Math.round(size * 0.38)}px` };
  if (person?.is_bot) return h("span", { class: "avatar is-app", style, "aria-hidden": true }, appMark(size));
  style["background-color"] = colorOf(person);
  return h(
    "span",
    { class: "avatar", style, "aria-hidden": true },
    initials(person?.name ?? "?"),
    showsPresence && h("span", { class: "presence" }),
  );
}

function colorOf(person) {
  const sum = [...(person?.id ?? "?")].reduce((total, letter) => total + letter.codePointAt(0), 0);
  return PALETTE[sum % PALETTE.length];
}

function appMark(size) {
  return h("img", { src: "/page/icon.svg", alt: "", width: size, height: size });
}
