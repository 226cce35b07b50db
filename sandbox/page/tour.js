// The guided tour: a small panel that says what to try next and notices when it was done.

import { fill, h, icon, iconButton } from "./dom.js";
import { onNotice } from "./notices.js";

const KEY = "aligned-sandbox-tour";

/** The tour panel. `hall` takes the visitor to a step's place. */
export class Tour {
  constructor(steps, hall) {
    Object.assign(this, { steps, hall });
    const saved = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    this.at = Math.min(saved.at ?? 0, steps.length - 1);
    this.done = new Set(saved.done ?? []);
    this.node = h("aside", { class: "tour", "aria-label": "Guided tour" });
    this.node.hidden = saved.isClosed === true;
    onNotice((event) => this.#heard(event));
    this.draw();
  }

  get isOpen() { return !this.node.hidden; }

  toggle(isOpen = !this.isOpen) {
    this.node.hidden = !isOpen;
    this.#save();
    this.draw();
  }

  draw() {
    document.body.classList.toggle("has-tour", this.isOpen);
    const step = this.steps[this.at];
    const isDone = this.done.has(step.id);
    const show = step.go && h("button", { type: "button", class: "button", on: { click: () => this.hall.visit(step.go) } }, step.go.label ?? "Take me there");
    const isLast = this.at === this.steps.length - 1;
    const next = h("button", { type: "button", class: `button ${isDone || !step.until ? "is-primary" : ""}`, on: { click: () => (isLast ? this.toggle(false) : this.go(this.at + 1)) } }, isLast ? "Finish" : "Next");
    fill(this.node, h("header", {}, icon("compass"), h("h2", {}, "Tour"), h("span", { class: "quiet" }, `${this.at + 1} of ${this.steps.length}`), h("span", { class: "grow" }), iconButton("close", "Close tour", () => this.toggle(false))),
      h("div", { class: "tour-dots", role: "presentation" }, this.steps.map((each, index) => h("span", { class: `${index === this.at ? "is-here" : ""}${this.done.has(each.id) ? " is-done" : ""}` }))),
      h("div", { "aria-live": "polite" }, h("h3", {}, isDone && h("span", { class: "tick" }, icon("check", 16)), step.title), h("p", {}, step.text), step.try && h("p", { class: "tour-try" }, step.try)),
      h("footer", {}, this.at > 0 && h("button", { type: "button", class: "button", on: { click: () => this.go(this.at - 1) } }, "Back"), h("span", { class: "grow" }), show, next));
  }

  go(index) {
    this.at = index;
    this.#save();
    this.draw();
  }

  #heard(event) {
    const step = this.steps[this.at];
    if (!step.until || this.done.has(step.id) || !isMet(step.until, event)) return;
    this.done.add(step.id);
    this.#save();
    this.draw();
  }

  #save() { sessionStorage.setItem(KEY, JSON.stringify({ at: this.at, done: [...this.done], isClosed: this.node.hidden })); }
}

const isMet = (until, event) => Object.entries(until).every(([name, value]) => String(event[name] ?? "").startsWith(value));
