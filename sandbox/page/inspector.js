// What crosses the wire between the sandbox and the app, both ways, with what is wrong with it.

import * as api from "./api.js";
import { debounced, fill, h, icon, iconButton, link } from "./dom.js";
import { notice, tellProblem } from "./notices.js";

const FILTERS = [
  ["all", "All"],
  ["problems", "Problems"],
  ["to_app", "To the app"],
  ["to_slack", "From the app"],
];
const MOST_SHOWN = 300;

/** The inspector drawer. */
export class Inspector {
  constructor(directory, onClose) {
    this.directory = directory;
    this.entries = [];
    this.filter = "all";
    this.list = h("ol", { class: "traffic", "aria-label": "Requests" });
    this.filters = h("div", { class: "filters", role: "group", "aria-label": "Show" });
    this.node = h(
      "aside",
      { class: "inspector", "aria-label": "Inspector", hidden: true },
      h(
        "header",
        {},
        icon("pulse"),
        h("h2", {}, "Inspector"),
        h("span", { class: "grow" }),
        iconButton("close", "Close inspector", onClose),
      ),
      this.filters,
      h("div", { class: "traffic-scroll", tabindex: 0, role: "region", "aria-label": "Traffic" }, this.list),
    );
    this.refresh = debounced(() => this.#load().catch(tellProblem), 150);
    this.#drawFilters();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  toggle(isOpen = !this.isOpen) {
    this.node.hidden = !isOpen;
    if (isOpen) (notice("inspector"), this.refresh());
  }

  /** Hear that something crossed the wire. */
  heard() {
    if (this.isOpen) this.refresh();
  }

  async #load() {
    const { entries } = await api.traffic(this.entries.at(-1)?.n ?? 0);
    if (!entries.length && this.list.children.length) return;
    this.entries = [...this.entries, ...entries].slice(-MOST_SHOWN);
    this.#draw();
  }

  #drawFilters() {
    fill(
      this.filters,
      FILTERS.map(([name, label]) =>
        h(
          "button",
          {
            type: "button",
            class: "tab",
            "aria-pressed": String(name === this.filter),
            on: { click: () => this.#choose(name) },
          },
          label,
        ),
      ),
    );
  }

  #choose(name) {
    this.filter = name;
    this.#drawFilters();
    this.#draw();
  }

  #shown() {
    if (this.filter === "all") return this.entries;
    return this.entries.filter((entry) =>
      this.filter === "problems"
        ? entry.problems.length ||
          (entry.status !== "ok" && !/^2/.test(entry.status) && entry.response?.ok === false)
        : entry.direction === this.filter,
    );
  }

  #draw() {
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((node) => node.dataset.n));
    const shown = this.#shown();
    fill(
      this.list,
      shown.length
        ? [...shown].reverse().map((entry) => this.#drawEntry(entry, open.has(String(entry.n))))
        : h("li", { class: "empty" }, "Nothing yet."),
    );
  }

  #drawEntry(entry, isOpen) {
    const isOut = entry.direction === "to_app";
    const summary = h(
      "summary",
      {},
      h(
        "span",
        { class: `way ${isOut ? "is-out" : "is-in"}`, title: isOut ? "To the app" : "From the app" },
        isOut ? "app ←" : "app →",
      ),
      h("span", { class: "entry-name" }, entry.name),
      entry.problems.length > 0 &&
        h(
          "span",
          { class: "problem-count" },
          `${entry.problems.length} problem${entry.problems.length > 1 ? "s" : ""}`,
        ),
      h("span", { class: "quiet" }, `${entry.kind} · ${entry.status} · ${Math.round(entry.ms)} ms`),
    );
    const details = h("details", { data: { n: entry.n } }, summary);
    const body = () => details.querySelector(".entry-body") ?? details.append(this.#drawBody(entry));
    details.addEventListener("toggle", () => details.open && body());
    if (isOpen) details.open = true;
    return h("li", { class: entry.problems.length ? "has-problems" : "" }, details);
  }

  #drawBody(entry) {
    return h(
      "div",
      { class: "entry-body" },
      entry.problems.map(drawProblem),
      drawJson("Request", entry.request),
      drawJson("Response", entry.response),
    );
  }
}

function drawProblem(problem) {
  return h(
    "div",
    { class: "problem" },
    icon("warn", 15),
    h(
      "div",
      {},
      h("strong", {}, problem.message),
      h("code", {}, problem.pointer || "/"),
      h("small", {}, problem.code, problem.doc && [" · ", link(problem.doc, "documentation")]),
    ),
  );
}

function drawJson(title, value) {
  if (value === null || value === undefined) return null;
  return h(
    "section",
    {},
    h("h3", {}, title),
    h(
      "pre",
      { tabindex: 0, "aria-label": title },
      typeof value === "string" ? value : JSON.stringify(value, null, 2),
    ),
  );
}
