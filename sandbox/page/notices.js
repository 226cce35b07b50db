// What happened on the page, for whoever is curious: the tour follows along, toasts tell.

import { h } from "./dom.js";

const bus = new EventTarget();

/** Say that something happened, with a few words about it. */
export function notice(name, detail = {}) {
  bus.dispatchEvent(new CustomEvent("notice", { detail: { name, ...detail } }));
}

/** Hear everything that happens. */
export const onNotice = (listener) => bus.addEventListener("notice", (event) => listener(event.detail));

/** Show a sentence for a moment. */
export function toast(text, kind = "info") {
  const node = h("p", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), kind === "problem" ? 8000 : 4500);
}

/** Tell what the sandbox refused. */
export const tellProblem = (error) => toast(error.message ?? String(error), "problem");
