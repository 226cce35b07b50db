// Interactive elements of Block Kit, each a labelled control that reports its value.
// https://docs.slack.dev/reference/block-kit/block-elements

import { drawCheckboxes, drawRadios } from "./choices.js";
import { h } from "./dom.js";
import * as inputs from "./inputs.js";
import { picture } from "./picture.js";
import * as pressed from "./pressed.js";
import { drawSelect } from "./selects.js";
import { words } from "./text.js";

const ELEMENTS = {
  button: pressed.drawButton,
  workflow_button: pressed.drawWorkflowButton,
  icon_button: pressed.drawIconButton,
  feedback_buttons: pressed.drawFeedback,
  overflow: pressed.drawOverflow,
  image: (element) => picture(element, "element-image"),
  static_select: drawSelect,
  external_select: drawSelect,
  users_select: drawSelect,
  channels_select: drawSelect,
  conversations_select: drawSelect,
  multi_static_select: drawSelect,
  multi_external_select: drawSelect,
  multi_users_select: drawSelect,
  multi_channels_select: drawSelect,
  multi_conversations_select: drawSelect,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  datepicker: (element, seat, name) => inputs.drawNative(element, seat, name, "date"),
  timepicker: (element, seat, name) => inputs.drawNative(element, seat, name, "time"),
  datetimepicker: inputs.drawDateTime,
  plain_text_input: inputs.drawTextInput,
  email_text_input: (element, seat, name) => inputs.drawTyped(element, seat, name, "email"),
  url_text_input: (element, seat, name) => inputs.drawTyped(element, seat, name, "url"),
  number_input: inputs.drawNumber,
  rich_text_input: inputs.drawRichTextInput,
  file_input: inputs.drawFileInput,
};

/**
 * Draw an element. `seat` says who reads it and what a change does:
 * seat.value(element) is what was typed before, seat.changed(element, value) is called for every change,
 * seat.act(element, value) sends the interaction.
 */
export function drawElement(element, seat, label = {}) {
  const draw = ELEMENTS[element.type];
  if (draw) return draw(element, seat, named(element, label));
  return h("span", { class: "unknown-block" }, `Element “${element.type}” is not known to the sandbox`);
}

function named(element, { id, labelledBy, describedBy, text }) {
  const spoken =
    words(element.placeholder) || text || element.accessibility_label || element.action_id || element.type;
  return {
    spoken,
    id,
    labelledBy,
    aria: labelledBy
      ? { "aria-labelledby": labelledBy, "aria-describedby": describedBy }
      : { "aria-label": id ? undefined : spoken, "aria-describedby": describedBy },
  };
}
