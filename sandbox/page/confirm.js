// Asking back before something happens.

import { h } from "./dom.js";

/** Ask a question in a dialog; resolves to whether the person agreed. */
export function ask({ title, text, confirm, deny, isDanger = false }) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "ask", "aria-labelledby": "ask-title" },
      h("h2", { id: "ask-title" }, title),
      h("div", { class: "ask-text" }, text),
      h(
        "form",
        { method: "dialog", class: "ask-buttons" },
        h("button", { value: "no", class: "button" }, deny),
        h("button", { value: "yes", class: `button ${isDanger ? "is-danger" : "is-primary"}` }, confirm),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
