// Elements one presses: buttons, overflow menus, feedback.

import { h, icon, link, safeUrl } from "./dom.js";
import { openMenu } from "./menus.js";
import { confirmed } from "./report.js";
import { drawText, words } from "./text.js";

function pressable(element, seat, props, ...children) {
  const press = (event) =>
    confirmed(element, seat, () => seat.act(element, undefined, event.target.closest("button") ?? node));
  const node = h(
    "button",
    { type: "button", data: { action: element.action_id }, ...props, on: { click: press } },
    children,
  );
  return node;
}

function isShownTo(element, seat) {
  return !element.visible_to_user_ids || element.visible_to_user_ids.includes(seat.person.id);
}

/** Draw a button, or a link that is also a button. */
export function drawButton(element, seat) {
  if (!isShownTo(element, seat)) return null;
  const props = {
    class: `button ${element.style ? `is-${element.style}` : ""}`,
    "aria-label": element.accessibility_label,
  };
  if (!element.url || !safeUrl(element.url))
    return pressable(element, seat, props, drawText(element.text, seat));
  const anchor = link(element.url, drawText(element.text, seat), icon("right", 14));
  anchor.classList.add("button");
  anchor.addEventListener("click", () => seat.act(element, undefined, anchor));
  return anchor;
}

/** Draw a button that would start a workflow. */
export function drawWorkflowButton(element, seat) {
  return h(
    "button",
    {
      type: "button",
      class: "button",
      title: "The sandbox runs no workflows",
      on: { click: () => seat.tell("Workflows do not run in the sandbox.") },
    },
    icon("play", 14),
    words(element.text),
  );
}

const ICONS = { trash: "trash", copy: "copy", edit: "pen", pencil: "pen" };

/** Draw a button that is only an icon. */
export function drawIconButton(element, seat) {
  if (!isShownTo(element, seat)) return null;
  const label = element.accessibility_label ?? words(element.text);
  return pressable(
    element,
    seat,
    { class: "icon-button", "aria-label": label, title: words(element.text) },
    icon(ICONS[element.icon] ?? "more", 16),
  );
}

const SIDES = [
  ["positive_button", "thumb_up"],
  ["negative_button", "thumb_down"],
];

/** Draw thumbs up and down. */
export function drawFeedback(element, seat) {
  const props = { class: "feedback", role: "group", "aria-label": "Feedback" };
  return h(
    "span",
    props,
    SIDES.map(([name, shape]) => drawSide(element, element[name], shape, seat)),
  );
}

function drawSide(element, side, shape, seat) {
  const props = {
    type: "button",
    class: "icon-button",
    "aria-label": side.accessibility_label ?? words(side.text),
    title: words(side.text),
    data: { action: element.action_id },
    on: { click: (event) => seat.act(element, side.value, event.currentTarget) },
  };
  return h("button", props, icon(shape, 16));
}

/** Draw the menu behind three dots. */
export function drawOverflow(element, seat) {
  const node = h(
    "button",
    {
      type: "button",
      class: "button is-overflow",
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action: element.action_id },
    },
    icon("more", 16),
  );
  const items = element.options.map((option) => ({
    label: words(option.text),
    hint: words(option.description),
    run: () =>
      confirmed(element, seat, () => {
        if (option.url && safeUrl(option.url)) open(safeUrl(option.url), "_blank", "noopener");
        seat.act(element, option.value, node);
      }),
  }));
  node.addEventListener("click", () => openMenu(node, "More actions", items));
  return node;
}
