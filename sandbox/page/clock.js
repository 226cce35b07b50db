// The clock of the sandbox: what time it is, and travelling to a better one.

import * as api from "./api.js";
import { fill, freshId, h, icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { place } from "./menus.js";
import { notice, tellProblem } from "./notices.js";
import { daysLater, daysToMonday, instantAt, partsIn, shortTime, span } from "./time.js";

/** The clock in the top bar. `person()` is whose morning counts, `onMinute` hears the time change. */
export class Clock {
  constructor(directory, person, onMinute) {
    Object.assign(this, { directory, person, onMinute });
    this.day = h("span", { class: "wide-phone" });
    this.face = h("span", { class: "clock-face" });
    this.offset = h("span", { class: "clock-offset" });
    this.node = h(
      "button",
      {
        type: "button",
        class: "top-button clock",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        on: { click: () => (this.panel ? this.shut() : this.open()) },
      },
      icon("clock", 18),
      this.day,
      this.face,
      this.offset,
    );
    setInterval(() => this.draw(), 1000);
    this.draw();
  }

  draw() {
    const now = this.directory.now();
    const text = shortTime(this.person().tz, now);
    if (this.text === text && this.last === this.directory.offset) return;
    this.last = this.directory.offset;
    this.text = text;
    this.onMinute();
    [this.day.textContent, this.face.textContent] = text.split(/, (?=\d\d:)/);
    this.offset.textContent = Math.abs(this.directory.offset) > 30 ? span(this.directory.offset) : "";
    this.node.setAttribute(
      "aria-label",
      `Sandbox time ${text} for ${this.person().name}${this.offset.textContent ? `, ${this.offset.textContent} from now` : ""}. Travel in time`,
    );
    if (this.panel) this.#drawPeople();
  }

  open() {
    const titleId = freshId("clock");
    this.people = h("ul", { class: "clock-people" });
    this.panel = h(
      "div",
      {
        class: "popup clock-panel",
        role: "dialog",
        "aria-labelledby": titleId,
        popover: "manual",
        on: { keydown: (event) => event.key === "Escape" && this.shut() },
      },
      h("h2", { id: titleId }, "Travel in time"),
      h("p", { class: "quiet" }, "The app shares this clock: what is due then happens now."),
      this.#drawPresets(),
      this.#drawChooser(),
      h("h3", {}, "What time it is for"),
      this.people,
    );
    document.body.append(this.panel);
    this.panel.showPopover();
    this.#drawPeople();
    place(this.panel, this.node);
    this.node.setAttribute("aria-expanded", "true");
    this.panel.querySelector("button").focus();
    this.outside = (event) =>
      this.panel?.contains(event.target) || this.node.contains(event.target) || this.shut();
    document.addEventListener("pointerdown", this.outside, true);
  }

  shut() {
    document.removeEventListener("pointerdown", this.outside, true);
    const hadFocus = this.panel?.contains(document.activeElement);
    this.panel?.remove();
    this.panel = null;
    this.node.setAttribute("aria-expanded", "false");
    if (hadFocus) this.node.focus();
  }

  /** The journeys on offer, each with the change it asks for. */
  journeys() {
    const { tz, name } = this.person();
    const first = name.split(" ")[0];
    const today = partsIn(tz, this.directory.now()).date;
    const at = (days, time) => ({ at: instantAt(tz, daysLater(today, days), time).toISOString() });
    return [
      ["+1 hour", { advance: 3600 }],
      [`Tomorrow 09:00 for ${first}`, at(1, "09:00")],
      [`Tomorrow 10:00 for ${first}`, at(1, "10:00")],
      [`Next Monday 10:00 for ${first}`, at(daysToMonday(today), "10:00")],
      ["Back to now", { reset: true }],
    ];
  }

  #drawPresets() {
    return h(
      "div",
      { class: "clock-presets" },
      this.journeys().map(([label, change]) =>
        h("button", { type: "button", class: "button", on: { click: () => this.travel(change) } }, label),
      ),
    );
  }

  #drawChooser() {
    const { tz } = this.person();
    const parts = partsIn(tz, this.directory.now());
    const id = freshId("when");
    const field = h("input", {
      id,
      class: "field",
      type: "datetime-local",
      value: `${parts.date}T${parts.time}`,
    });
    const go = () => {
      const [date, time] = field.value.split("T");
      if (date && time) this.travel({ at: instantAt(tz, date, time).toISOString() });
    };
    return h(
      "div",
      { class: "clock-chooser" },
      h("label", { for: id }, `Or a moment in ${tz.split("/").at(-1).replaceAll("_", " ")}`),
      h(
        "div",
        {},
        field,
        h("button", { type: "button", class: "button is-primary", on: { click: go } }, "Go"),
      ),
    );
  }

  #drawPeople() {
    fill(
      this.people,
      this.directory.humans.map((person) =>
        h(
          "li",
          {},
          avatar(person, 24),
          h("span", { class: "menu-text" }, person.name, h("small", {}, person.tz)),
          h("time", {}, shortTime(person.tz, this.directory.now())),
        ),
      ),
    );
  }

  async travel(change) {
    try {
      this.directory.setClock(await api.setClock(change));
      notice("travelled", change);
      this.shut();
    } catch (error) {
      tellProblem(error);
    }
  }
}
