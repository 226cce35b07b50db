// What happened on the page, for whoever is curious: the tour follows along, toasts tell.

import { h } from "./dom.js";

const bus = new EventTarget();

/** Say that something happened, with a few words about it. */
export function notice(name, detail = {}) {
  bus.dispatchEvent(new CustomEvent("notice", { detail: { name, ...detail } }));
}

/** Hear everything that happens. */
export const onNotice = (listener) => bus.addEventListener("notice", (event) => listener(event.detail));

/** Show a sentence for a moment; once, however many say it. */
export function toast(text, kind = "info") {
  const area = document.getElementById("toasts");
  if ([...area.children].some((shown) => shown.textContent === text)) return;
  const node = h("p", { class: `toast ${kind}` }, text);
  area.append(node);
  setTimeout(() => node.remove(), kind === "problem" ? 8000 : 4500);
}

/** Tell what the sandbox refused. */
export const tellProblem = (error) => toast(error.message ?? String(error), "problem");
