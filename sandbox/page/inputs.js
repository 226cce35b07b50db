// Fields one types into or picks from: text, numbers, dates, files.

import { fill, h, icon } from "./dom.js";
import { report } from "./report.js";
import { richTextFrom, textOf } from "./richtext.js";
import { words } from "./text.js";
import { instantAt, partsIn } from "./time.js";

function control(tag, element, name, props, listeners) {
  return h(tag, {
    id: name.id,
    ...name.aria,
    class: "field",
    placeholder: words(element.placeholder) || undefined,
    data: { action: element.action_id },
    autofocus: element.focus_on_load,
    ...props,
    on: listeners,
  });
}

/** Draw a date or a time picker. */
export function drawNative(element, seat, name, type) {
  const change = (event) => report(element, seat, event.target.value || null, event.target);
  return control("input", element, name, { type, value: seat.value(element) ?? "" }, { change });
}

/** Draw a picker for a moment, in the reader's own zone. */
export function drawDateTime(element, seat, name) {
  const zone = seat.person.tz;
  const before = seat.value(element);
  const parts = before ? partsIn(zone, new Date(before * 1000)) : null;
  const change = (event) => {
    const [date, time] = event.target.value.split("T");
    report(element, seat, date && time ? Math.floor(instantAt(zone, date, time) / 1000) : null, event.target);
  };
  const input = control(
    "input",
    element,
    name,
    { type: "datetime-local", value: parts ? `${parts.date}T${parts.time}` : "" },
    { change },
  );
  return h("span", { class: "with-zone" }, input, h("small", {}, zone));
}

function typing(element, seat, read = (input) => input.value) {
  const dispatches = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return {
    input: (event) =>
      seat.typed(element, read(event.target), dispatches.includes("on_character_entered"), event.target),
    keydown: (event) => {
      if (
        event.key !== "Enter" ||
        event.isComposing ||
        (event.target.tagName === "TEXTAREA" && !event.ctrlKey && !event.metaKey)
      )
        return;
      if (dispatches.includes("on_enter_pressed") && seat.entered(element, read(event.target), event.target))
        event.preventDefault();
    },
  };
}

/** Draw a field for text. */
export function drawTextInput(element, seat, name) {
  const value = seat.value(element) ?? "";
  const most = element.max_length ?? 3000;
  const props = {
    value,
    maxlength: undefined,
    spellcheck: "true",
    ...(element.multiline ? { rows: 4 } : { type: "text" }),
  };
  const input = control(
    element.multiline ? "textarea" : "input",
    element,
    name,
    props,
    typing(element, seat),
  );
  if (!element.max_length) return input;
  const left = h("small", { class: "counter", "aria-hidden": true }, String(most - value.length));
  input.addEventListener("input", () => {
    left.textContent = String(most - input.value.length);
    left.classList.toggle("is-over", input.value.length > most);
  });
  return h("span", { class: "counted" }, input, left);
}

/** Draw a field for an email address or a link. */
export function drawTyped(element, seat, name, type) {
  return control("input", element, name, { type, value: seat.value(element) ?? "" }, typing(element, seat));
}

/** Draw a field for a number. */
export function drawNumber(element, seat, name) {
  const props = {
    type: "text",
    inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    value: seat.value(element) ?? "",
  };
  return control("input", element, name, props, typing(element, seat));
}

const MARKS = [
  ["B", "Bold", "*"],
  ["I", "Italic", "_"],
  ["S", "Strike", "~"],
  ["‹›", "Code", "`"],
];

/** Draw a field for formatted text, typed with marks. */
export function drawRichTextInput(element, seat, name) {
  const read = (input) => (input.value.trim() ? richTextFrom(input.value) : null);
  const props = { rows: element.min_lines ?? 4, value: textOf(seat.value(element)) };
  const node = control("textarea", element, name, props, typing(element, seat, read));
  const tools = MARKS.map(([sign, label, mark]) =>
    h("button", { type: "button", "aria-label": label, on: { click: () => wrap(node, mark) } }, sign),
  );
  const bar = h("div", { class: "tools", role: "group", "aria-label": "Formatting" }, tools);
  return h("div", { class: "rich-input" }, bar, node);
}

function wrap(field, mark) {
  const { selectionStart: from, selectionEnd: to } = field;
  field.setRangeText(mark + field.value.slice(from, to) + mark, from, to, "end");
  field.dispatchEvent(new Event("input"));
  field.focus();
}

/** Draw a field for files. */
export function drawFileInput(element, seat, name) {
  const chosen = h("ul", { class: "chosen-files", "aria-label": "Chosen files" });
  const show = (files) => fill(chosen, (files ?? []).map((file) => h("li", {}, icon("file", 14), file.name)));
  const change = async (event) => {
    const { target } = event;
    const files = await Promise.all([...target.files].map(described));
    show(files);
    report(element, seat, files, target);
  };
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  const many = (element.max_files ?? 10) > 1;
  const node = control("input", element, name, { type: "file", multiple: many, accept }, { change });
  show(seat.value(element));
  return h("div", { class: "file-input" }, node, chosen);
}

async function described(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return { name: file.name, title: file.name, mimetype: file.type, content_base64: btoa(text) };
}
