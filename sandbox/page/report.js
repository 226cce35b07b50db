// Telling what was chosen, after asking back where the app wants that.
// https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object

import { ask } from "./confirm.js";
import { drawText, words } from "./text.js";

/** Run something once the element's confirmation, if it has one, was agreed to. */
export async function confirmed(element, seat, run) {
  const dialog = element.confirm;
  if (dialog) {
    const answer = {
      title: words(dialog.title),
      text: drawText(dialog.text, seat),
      confirm: words(dialog.confirm),
      deny: words(dialog.deny),
    };
    if (!(await ask({ ...answer, isDanger: dialog.style === "danger" }))) return;
  }
  run();
}

/** Report an element's new value. */
export function report(element, seat, value, node) {
  confirmed(element, seat, () => seat.changed(element, value, node));
}
