// A select menu one can type in, for one value or several. Follows the ARIA combobox pattern.

import { fill, freshId, h, icon } from "./dom.js";
import { place } from "./menus.js";

/** Draw a combobox. `source(query)` gives [{value, label, hint, group, lead}], now or later. */
export function combobox({
  source,
  chosen = [],
  many = false,
  most = Infinity,
  placeholder = "",
  label,
  labelledBy,
  onChange,
  isClearable = true,
  id = freshId("combo"),
}) {
  const given = { source, chosen, many, most, placeholder, label, labelledBy, onChange, isClearable, id };
  const box = new Combobox(given);
  return box.node;
}

class Combobox {
  constructor(options) {
    Object.assign(this, options);
    this.listId = freshId("list");
    this.chosen = [...options.chosen];
    this.active = -1;
    this.choices = [];
    this.input = this.drawInput();
    this.list = h("ul", {
      id: this.listId,
      role: "listbox",
      class: "listbox",
      popover: "manual",
      "aria-label": this.label ?? "Choices",
      "aria-multiselectable": this.many ? "true" : undefined,
    });
    this.chips = h("span", { class: "chips" });
    const props = { class: `combobox${this.many ? " is-many" : ""}` };
    this.node = h("div", props, this.chips, this.input, icon("down", 14), this.list);
    this.show();
  }

  drawInput() {
    const input = h("input", {
      id: this.id,
      role: "combobox",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-expanded": "false",
      "aria-controls": this.listId,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-label": this.labelledBy ? undefined : this.label,
      "aria-labelledby": this.labelledBy,
      on: {
        focus: () => input.select(),
        click: () => this.open(),
        input: () => this.open(input.value),
        keydown: (event) => this.steer(event),
        blur: () => this.leave(),
      },
    });
    return input;
  }

  show() {
    const [only] = this.chosen;
    this.input.value = this.many ? "" : (only?.label ?? "");
    this.input.placeholder = this.many && this.chosen.length ? "" : this.placeholder;
    fill(this.chips, this.many ? this.chosen.map((choice) => this.chip(choice)) : []);
  }

  chip(choice) {
    const remove = () => this.change(this.chosen.filter((each) => each.value !== choice.value));
    return h(
      "span",
      { class: "chip" },
      choice.label,
      h("button", { type: "button", "aria-label": `Remove ${choice.label}`, on: { click: remove } }, "×"),
    );
  }

  async open(query = "") {
    const asked = (this.asked = Symbol("asked"));
    const choices = await this.source(query);
    if (asked !== this.asked || !this.node.isConnected) return;
    this.choices = choices;
    this.active = this.choices.findIndex((choice) => this.isChosen(choice));
    fill(this.list, this.drawChoices());
    if (!this.isOpen) this.list.showPopover();
    place(this.list, this.node, { matchWidth: true });
    this.input.setAttribute("aria-expanded", "true");
    this.mark(Math.max(0, this.active));
  }

  get isOpen() {
    return this.list.matches(":popover-open");
  }

  isChosen(choice) {
    return this.chosen.some((each) => each.value === choice.value);
  }

  drawChoices() {
    if (!this.choices.length)
      return h(
        "li",
        { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "nothing" },
        "Nothing found",
      );
    let group;
    return this.choices.flatMap((choice, index) => {
      const heading =
        choice.group && choice.group !== group
          ? h("li", { role: "presentation", class: "group" }, choice.group)
          : null;
      group = choice.group;
      return [heading, this.drawChoice(choice, index)];
    });
  }

  drawChoice(choice, index) {
    const pick = (event) => {
      event.preventDefault();
      this.pick(index);
    };
    return h(
      "li",
      {
        role: "option",
        id: `${this.listId}-${index}`,
        "aria-selected": String(this.isChosen(choice)),
        on: { pointerdown: pick },
      },
      choice.lead,
      h("span", { class: "menu-text" }, choice.label, choice.hint && h("small", {}, choice.hint)),
      this.isChosen(choice) && icon("check", 14),
    );
  }

  mark(index) {
    this.active = index;
    this.list.querySelector(".is-active")?.classList.remove("is-active");
    const node = this.list.querySelector(`[id="${this.listId}-${index}"]`);
    node?.classList.add("is-active");
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
  }

  pick(index) {
    const choice = this.choices[index];
    if (!choice) return;
    if (!this.many) this.change([choice]);
    else if (this.isChosen(choice)) this.change(this.chosen.filter((each) => each.value !== choice.value));
    else if (this.chosen.length < this.most) this.change([...this.chosen, choice]);
    this.shut();
  }

  change(chosen) {
    this.chosen = chosen;
    this.show();
    const values = chosen.map((choice) => choice.value);
    this.onChange(this.many ? values : (values[0] ?? null));
  }

  steer(event) {
    const last = this.choices.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) this.open();
      else
        this.mark(event.key === "ArrowDown" ? Math.min(last, this.active + 1) : Math.max(0, this.active - 1));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // or it would submit the form around it
      if (this.isOpen) this.pick(this.active);
      else this.open();
    } else if (event.key === "Escape" && this.isOpen) {
      event.stopPropagation();
      this.shut();
    } else if (event.key === "Backspace" && this.many && !this.input.value && this.chosen.length) {
      this.change(this.chosen.slice(0, -1));
    }
  }

  shut() {
    if (this.isOpen) this.list.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.show();
  }

  leave() {
    const cleared = this.isClearable && !this.many && this.chosen.length && !this.input.value;
    if (cleared) this.change([]);
    this.shut();
  }
}
