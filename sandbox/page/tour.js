// The guided tour: a small panel that says what to try next and notices when it was done.

import { button, fill, h, icon, iconButton } from "./dom.js";
import { onNotice } from "./notices.js";
import { isStory } from "./story.js";

const KEY = "aligned-sandbox-tour";

/** The tour panel of an app that has one. `hall` takes the visitor to a step's place. */
export class Tour {
  constructor({ command, stories, steps }, hall) {
    Object.assign(this, { stories, steps, hall });
    this.isOffered = hall.directory.app.commands.some((each) => each.command === command);
    const saved = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    this.at = Math.min(saved.at ?? 0, steps.length - 1);
    this.done = new Set(saved.done ?? []);
    this.node = h("aside", { class: "tour", "aria-label": "Guided tour" });
    this.node.hidden = saved.isClosed === true || !this.isOffered;
    onNotice((event) => this.#heard(event));
    this.draw();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  toggle(isOpen = !this.isOpen) {
    this.node.hidden = !isOpen;
    this.#save();
    this.draw();
  }

  /** Draw the step one is at. */
  draw() {
    document.body.classList.toggle("has-tour", this.isOpen);
    const step = this.steps[this.at];
    fill(this.node, this.#drawHead(), this.#drawDots(), this.#drawStep(step), this.#drawFoot(step));
  }

  #drawHead() {
    const count = h("span", { class: "quiet" }, `${this.at + 1} of ${this.steps.length}`);
    const shut = iconButton("close", "Close tour", () => this.toggle(false));
    return h("header", {}, icon("compass"), h("h2", {}, "Tour"), count, h("span", { class: "grow" }), shut);
  }

  #drawDots() {
    const state = (step, index) =>
      `${index === this.at ? "is-here" : ""}${this.done.has(step.id) ? " is-done" : ""}`;
    const dots = this.steps.map((step, index) => h("span", { class: state(step, index) }));
    return h("div", { class: "tour-dots", role: "presentation" }, dots);
  }

  #drawStep(step) {
    const tick = this.done.has(step.id) && h("span", { class: "tick" }, icon("check", 16));
    const attempt = step.try && h("p", { class: "tour-try" }, step.try);
    return h("div", { "aria-live": "polite" }, h("h3", {}, tick, step.title), h("p", {}, step.text), attempt);
  }

  #drawFoot(step) {
    const isLast = this.at === this.steps.length - 1;
    const isReady = this.done.has(step.id) || !step.until;
    const go = () => (isLast ? this.toggle(false) : this.go(this.at + 1));
    return h(
      "footer",
      {},
      step.go && button(step.go.label, () => this.#visit(step.go), "is-wide"),
      this.at > 0 && button("Back", () => this.go(this.at - 1)),
      h("span", { class: "grow" }),
      button(isLast ? "Finish" : "Next", go, isReady ? "is-primary" : ""),
    );
  }

  #visit({ find, ...place }) {
    return find ? this.hall.visitStory(this.stories[find]) : this.hall.visit(place);
  }

  go(index) {
    this.at = index;
    this.#save();
    this.draw();
  }

  #heard(event) {
    const step = this.steps[this.at];
    if (!step.until || this.done.has(step.id) || !this.#isMet(step.until, event)) return;
    this.done.add(step.id);
    this.#save();
    this.draw();
  }

  #isMet({ story, ...until }, event) {
    if (story && !isStory(event.messages ?? [], this.stories[story])) return false;
    return Object.entries(until).every(([name, value]) => String(event[name] ?? "").startsWith(value));
  }

  #save() {
    sessionStorage.setItem(
      KEY,
      JSON.stringify({ at: this.at, done: [...this.done], isClosed: this.node.hidden }),
    );
  }
}
