// Pop-up menus that keyboard and mouse use alike.

import { h, icon } from "./dom.js";
import { drawEmoji, hasEmojiFont } from "./emoji.js";

let close = () => {};

/** Open a menu at a button. Items: {label, hint, icon, danger, run} or "-" for a line. */
export function openMenu(anchor, label, items, { className = "" } = {}) {
  close();
  const menu = h(
    "div",
    { class: `menu ${className}`, role: "menu", "aria-label": label, popover: "manual" },
    items.map((item) => (item === "-" ? h("hr", {}) : menuItem(item))),
  );
  document.getElementById("seats").append(menu);
  menu.showPopover();
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");

  const outside = (event) => menu.contains(event.target) || anchor.contains(event.target) || close();
  close = () => {
    close = () => {};
    document.removeEventListener("pointerdown", outside, true);
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (hadFocus) anchor.focus();
  };
  document.addEventListener("pointerdown", outside, true);
  menu.addEventListener("keydown", (event) => steer(event, menu));
  menu.querySelector("[role^=menuitem]")?.focus();
  return menu;
}

function menuItem(item) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const run = () => {
    close();
    item.run();
  };
  return h(
    "button",
    {
      type: "button",
      role,
      tabindex: -1,
      "aria-checked": item.checked === undefined ? undefined : String(item.checked),
      class: item.danger ? "danger" : "",
      on: { click: run },
    },
    item.lead ?? (item.icon && icon(item.icon, 16)),
    h("span", { class: "menu-text" }, item.label, item.hint && h("small", {}, item.hint)),
    item.checked && icon("check", 16),
  );
}

function steer(event, menu) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key in moves) items.at(moves[event.key] % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else if (event.key.length === 1)
    items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  else return;
  event.stopPropagation();
  if (event.key !== "Tab") event.preventDefault();
}

/** Put a pop-up below its anchor, or above where there is no room. */
export function place(popup, anchor, { matchWidth = false } = {}) {
  const at = anchor.getBoundingClientRect();
  if (matchWidth) popup.style.setProperty("min-width", `${at.width}px`);
  const size = popup.getBoundingClientRect();
  const below = at.bottom + 6;
  const fits = below + size.height < innerHeight - 8;
  const top = fits ? below : Math.max(8, at.top - size.height - 6);
  const left = Math.min(Math.max(8, at.left), innerWidth - size.width - 8);
  popup.style.setProperty("top", `${top}px`);
  popup.style.setProperty("left", `${Math.max(8, left)}px`);
}

/** Grid of emoji to choose from. */
export function openEmojiMenu(anchor, choices, run) {
  const items = choices.map((name) => ({ label: drawEmoji(name), run: () => run(name) }));
  const className = hasEmojiFont() ? "emoji-grid" : "emoji-grid is-words";
  const menu = openMenu(anchor, "Choose a reaction", items, { className });
  menu.querySelectorAll("[role=menuitem]").forEach((node, index) => {
    node.setAttribute("aria-label", choices[index].replaceAll("_", " "));
  });
}
