// Checkboxes and radio buttons.

import { freshId, h } from "./dom.js";
import { report } from "./report.js";
import { drawText } from "./text.js";

/** Draw checkboxes. */
export function drawCheckboxes(element, seat, name) {
  const chosen = new Set(seat.value(element) ?? []);
  const change = (option, isOn, node) => {
    if (isOn) chosen.add(option.value);
    else chosen.delete(option.value);
    const values = element.options.map((each) => each.value).filter((value) => chosen.has(value));
    report(element, seat, values, node);
  };
  return drawGroup(element, seat, name, { type: "checkbox", isOn: (value) => chosen.has(value), change });
}

/** Draw radio buttons. */
export function drawRadios(element, seat, name) {
  const chosen = seat.value(element);
  const change = (option, isOn, node) => report(element, seat, option.value, node);
  return drawGroup(element, seat, name, { type: "radio", isOn: (value) => value === chosen, change });
}

function drawGroup(element, seat, name, kind) {
  const props = {
    class: "choices",
    role: kind.type === "radio" ? "radiogroup" : "group",
    id: name.id,
    ...name.aria,
    "aria-label": name.labelledBy ? undefined : name.spoken,
    data: { action: element.action_id },
  };
  const shared = freshId("group");
  const node = h("div", props);
  node.append(...element.options.map((option) => drawChoice(option, seat, shared, { ...kind, node })));
  return node;
}

function drawChoice(option, seat, shared, { type, isOn, change, node }) {
  const hint = option.description ? freshId("hint") : undefined;
  const input = h("input", {
    type,
    name: shared,
    value: option.value,
    checked: isOn(option.value),
    "aria-describedby": hint,
    on: { change: (event) => change(option, event.target.checked, node) },
  });
  const label = h("label", {}, input, h("span", {}, drawText(option.text, seat)));
  const description =
    hint && h("div", { id: hint, class: "choice-hint" }, drawText(option.description, seat));
  return h("div", { class: "choice" }, label, description);
}
