// Interactive elements of Block Kit, each a labelled control that reports its value.
// https://docs.slack.dev/reference/block-kit/block-elements

import { freshId, h, icon, link, safeUrl } from "./dom.js";
import { avatar } from "./avatar.js";
import { combobox } from "./combobox.js";
import { ask } from "./confirm.js";
import { openMenu } from "./menus.js";
import { drawMrkdwn } from "./mrkdwn.js";
import { richTextFrom, textOf } from "./richtext.js";
import { drawEmoji, withEmoji } from "./emoji.js";
import { instantAt, partsIn } from "./time.js";

/** The words of a plain_text object. */
export const words = (text) => (text?.emoji === false ? text.text : withEmoji(text?.text ?? ""));

const drawShortcodes = (line) => line.split(/:([a-z0-9_+-]+):/).map((part, index) => (index % 2 ? drawEmoji(part) : part));

/** Draw a plain_text or mrkdwn object. */
export function drawText(text, reader) {
  if (!text) return [];
  if (text.type === "mrkdwn") return drawMrkdwn(text.text, reader, { verbatim: text.verbatim === true });
  return text.text.split("\n").flatMap((line, index) => [index ? h("br") : null, ...(text.emoji === false ? [line] : drawShortcodes(line))]);
}

/**
 * Draw an element. `seat` says who reads it and what a change does:
 * seat.value(element) is what was typed before, seat.changed(element, value) is called for every change,
 * seat.act(element, value) sends the interaction.
 */
export function drawElement(element, seat, label = {}) {
  const draw = ELEMENTS[element.type];
  if (!draw) return h("span", { class: "unknown-block" }, `Element “${element.type}” is not known to the sandbox`);
  return draw(element, seat, named(element, label));
}

function named(element, { id, labelledBy, describedBy, text }) {
  const spoken = words(element.placeholder) || text || element.accessibility_label || element.action_id || element.type;
  return {
    spoken, id, labelledBy,
    aria: labelledBy ? { "aria-labelledby": labelledBy, "aria-describedby": describedBy } : { "aria-label": id ? undefined : spoken, "aria-describedby": describedBy },
  };
}

const ELEMENTS = {
  button: drawButton,
  workflow_button: drawWorkflowButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  image: (element) => picture(element, "element-image"),
  static_select: (element, seat, name) => drawSelect(element, seat, name, staticSource(element)),
  multi_static_select: (element, seat, name) => drawSelect(element, seat, name, staticSource(element)),
  external_select: (element, seat, name) => drawSelect(element, seat, name, externalSource(element, seat)),
  multi_external_select: (element, seat, name) => drawSelect(element, seat, name, externalSource(element, seat)),
  users_select: (element, seat, name) => drawSelect(element, seat, name, peopleSource(seat)),
  multi_users_select: (element, seat, name) => drawSelect(element, seat, name, peopleSource(seat)),
  channels_select: (element, seat, name) => drawSelect(element, seat, name, channelSource(seat, ["channel"])),
  multi_channels_select: (element, seat, name) => drawSelect(element, seat, name, channelSource(seat, ["channel"])),
  conversations_select: (element, seat, name) => drawSelect(element, seat, name, channelSource(seat, kindsOf(element))),
  multi_conversations_select: (element, seat, name) => drawSelect(element, seat, name, channelSource(seat, kindsOf(element))),
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  datepicker: (element, seat, name) => drawNative(element, seat, name, "date", element.initial_date),
  timepicker: (element, seat, name) => drawNative(element, seat, name, "time", element.initial_time),
  datetimepicker: drawDateTime,
  plain_text_input: drawTextInput,
  email_text_input: (element, seat, name) => drawTyped(element, seat, name, "email"),
  url_text_input: (element, seat, name) => drawTyped(element, seat, name, "url"),
  number_input: drawNumber,
  rich_text_input: drawRichTextInput,
  file_input: drawFileInput,
};

/** Draw an image from an address or an uploaded file. */
export function picture(image, className) {
  const source = safeUrl(image.image_url ?? image.slack_file?.url ?? `/files/${image.slack_file?.id ?? ""}`);
  const missing = () => node.replaceWith(h("span", { class: `missing-image ${className}`, role: "img", "aria-label": image.alt_text ?? "" }, icon("file", 16), h("span", { "aria-hidden": true }, image.alt_text)));
  const node = h("img", { class: className, src: source, alt: image.alt_text ?? "", loading: "lazy", referrerpolicy: "no-referrer", on: { error: missing } });
  return node;
}

async function confirmed(element, seat, run) {
  const dialog = element.confirm;
  if (dialog) {
    const answer = { title: words(dialog.title), text: drawText(dialog.text, seat), confirm: words(dialog.confirm), deny: words(dialog.deny) };
    if (!(await ask({ ...answer, isDanger: dialog.style === "danger" }))) return;
  }
  run();
}

function pressable(element, seat, props, ...children) {
  const press = (event) => confirmed(element, seat, () => seat.act(element, undefined, event.target.closest("button") ?? node));
  const node = h("button", { type: "button", data: { action: element.action_id }, ...props, on: { click: press } }, children);
  return node;
}

function isShownTo(element, seat) {
  return !element.visible_to_user_ids || element.visible_to_user_ids.includes(seat.person.id);
}

function drawButton(element, seat) {
  if (!isShownTo(element, seat)) return null;
  const props = { class: `button ${element.style ? `is-${element.style}` : ""}`, "aria-label": element.accessibility_label };
  if (!element.url || !safeUrl(element.url)) return pressable(element, seat, props, drawText(element.text, seat));
  const anchor = link(element.url, drawText(element.text, seat), icon("right", 14));
  anchor.classList.add("button");
  anchor.addEventListener("click", () => seat.act(element, undefined, anchor));
  return anchor;
}

function drawWorkflowButton(element, seat) {
  return h("button", { type: "button", class: "button", title: "The sandbox runs no workflows", on: { click: () => seat.tell("Workflows do not run in the sandbox.") } }, icon("play", 14), words(element.text));
}

const ICONS = { trash: "trash", copy: "copy", edit: "pen", pencil: "pen" };

function drawIconButton(element, seat) {
  if (!isShownTo(element, seat)) return null;
  const label = element.accessibility_label ?? words(element.text);
  return pressable(element, seat, { class: "icon-button", "aria-label": label, title: words(element.text) }, icon(ICONS[element.icon] ?? "more", 16));
}

function drawFeedback(element, seat) {
  const sides = [["positive_button", "thumb_up"], ["negative_button", "thumb_down"]];
  return h("span", { class: "feedback", role: "group", "aria-label": "Feedback" }, sides.map(([name, shape]) => {
    const side = element[name];
    const label = side.accessibility_label ?? words(side.text);
    const press = (event) => seat.act(element, side.value, event.currentTarget);
    return h("button", { type: "button", class: "icon-button", "aria-label": label, title: words(side.text), data: { action: element.action_id }, on: { click: press } }, icon(shape, 16));
  }));
}

function drawOverflow(element, seat) {
  const node = h("button", { type: "button", class: "button is-overflow", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false", data: { action: element.action_id } }, icon("more", 16));
  const items = element.options.map((option) => ({
    label: words(option.text), hint: words(option.description),
    run: () => confirmed(element, seat, () => {
      if (option.url && safeUrl(option.url)) open(safeUrl(option.url), "_blank", "noopener");
      seat.act(element, option.value, node);
    }),
  }));
  node.addEventListener("click", () => openMenu(node, "More actions", items));
  return node;
}

function report(element, seat, value, node) {
  confirmed(element, seat, () => seat.changed(element, value, node));
}

function drawSelect(element, seat, name, source) {
  const many = element.type.startsWith("multi_");
  const before = seat.value(element);
  const chosen = (Array.isArray(before) ? before : before ? [before] : []).map((value) => source.find(value));
  const node = combobox({
    source: source.list, chosen, many, most: element.max_selected_items, placeholder: words(element.placeholder) || (many ? "Choose some" : "Choose"),
    label: name.spoken, labelledBy: name.labelledBy, id: name.id, onChange: (value) => report(element, seat, value, node),
  });
  node.dataset.action = element.action_id;
  return node;
}

const matches = (choice, query) => choice.label.toLowerCase().includes(query.trim().toLowerCase());

function fromList(list) {
  return { list: (query) => list().filter((choice) => matches(choice, query)), find: (value) => list().find((choice) => choice.value === value) ?? { value, label: String(value?.text?.text ?? value) } };
}

const asChoice = (option, group) => ({ value: option.value, label: words(option.text), hint: words(option.description), group });

function staticSource(element) {
  const groups = element.option_groups?.flatMap((group) => group.options.map((option) => asChoice(option, words(group.label))));
  return fromList(() => groups ?? element.options.map((option) => asChoice(option)));
}

function externalSource(element, seat) {
  const least = element.min_query_length ?? 3;
  const list = async (query) => {
    if (query.length < least) return [];
    const options = await seat.suggest(element, query);
    return options.map((option) => ({ ...asChoice(option), value: option }));
  };
  return { list, find: (option) => ({ value: option, label: words(option?.text) || String(option) }) };
}

function peopleSource({ directory }) {
  const list = () => directory.people.filter((person) => !person.deleted)
    .map((person) => ({ value: person.id, label: person.name, hint: person.title || (person.is_bot ? "App" : ""), lead: avatar(person, 22) }));
  return fromList(list);
}

const KINDS = { public: "channel", private: "private", im: "dm" };
const kindsOf = (element) => (element.filter?.include ?? Object.keys(KINDS)).map((name) => KINDS[name]);

function channelSource({ directory, person }, kinds) {
  const visible = (each) => kinds.includes(each.kind) && (each.kind === "channel" || each.members.includes(person.id)) && !each.archived;
  const list = () => directory.conversations.filter(visible)
    .map((each) => ({ value: each.id, label: directory.nameFor(each, person.id), lead: icon(each.kind === "dm" ? "people" : each.kind === "private" ? "lock" : "hash", 14) }));
  return fromList(list);
}

function drawCheckboxes(element, seat, name) {
  const chosen = new Set(seat.value(element) ?? []);
  return group(element, seat, name, "checkbox", (option) => chosen.has(option.value), (option, isOn, node) => {
    if (isOn) chosen.add(option.value);
    else chosen.delete(option.value);
    report(element, seat, element.options.map((each) => each.value).filter((value) => chosen.has(value)), node);
  });
}

function drawRadios(element, seat, name) {
  const chosen = seat.value(element);
  return group(element, seat, name, "radio", (option) => option.value === chosen, (option, isOn, node) => report(element, seat, option.value, node));
}

function group(element, seat, name, type, isOn, onChange) {
  const shared = freshId("group");
  const role = type === "radio" ? "radiogroup" : "group";
  const node = h("div", { class: "choices", role, id: name.id, ...name.aria, "aria-label": name.labelledBy ? undefined : name.spoken, data: { action: element.action_id } },
    element.options.map((option) => {
      const hint = option.description ? freshId("hint") : undefined;
      const input = h("input", { type, name: shared, value: option.value, checked: isOn(option), "aria-describedby": hint, on: { change: (event) => onChange(option, event.target.checked, node) } });
      return h("div", { class: "choice" }, h("label", {}, input, h("span", {}, drawText(option.text, seat))), hint && h("div", { id: hint, class: "choice-hint" }, drawText(option.description, seat)));
    }));
  return node;
}

function control(tag, element, seat, name, props, listeners) {
  return h(tag, { id: name.id, ...name.aria, class: "field", placeholder: words(element.placeholder) || undefined, data: { action: element.action_id }, autofocus: element.focus_on_load, ...props, on: listeners });
}

function drawNative(element, seat, name, type, initial) {
  const change = (event) => report(element, seat, event.target.value || null, event.target);
  return control("input", element, seat, name, { type, value: seat.value(element) ?? initial ?? "" }, { change });
}

function drawDateTime(element, seat, name) {
  const zone = seat.person.tz;
  const before = seat.value(element);
  const parts = before ? partsIn(zone, new Date(before * 1000)) : null;
  const change = (event) => {
    const [date, time] = event.target.value.split("T");
    report(element, seat, date && time ? Math.floor(instantAt(zone, date, time) / 1000) : null, event.target);
  };
  const input = control("input", element, seat, name, { type: "datetime-local", value: parts ? `${parts.date}T${parts.time}` : "" }, { change });
  return h("span", { class: "with-zone" }, input, h("small", {}, zone));
}

function typing(element, seat, read = (input) => input.value) {
  const dispatches = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return {
    input: (event) => seat.typed(element, read(event.target), dispatches.includes("on_character_entered"), event.target),
    keydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.tagName === "TEXTAREA" && !event.ctrlKey && !event.metaKey) return;
      if (dispatches.includes("on_enter_pressed") && seat.entered(element, read(event.target), event.target)) event.preventDefault();
    },
  };
}

function drawTextInput(element, seat, name) {
  const value = seat.value(element) ?? "";
  const most = element.max_length ?? 3000;
  const props = { value, maxlength: undefined, spellcheck: "true", ...(element.multiline ? { rows: 4 } : { type: "text" }) };
  const input = control(element.multiline ? "textarea" : "input", element, seat, name, props, typing(element, seat));
  if (!element.max_length) return input;
  const left = h("small", { class: "counter", "aria-hidden": true }, String(most - value.length));
  input.addEventListener("input", () => {
    left.textContent = String(most - input.value.length);
    left.classList.toggle("is-over", input.value.length > most);
  });
  return h("span", { class: "counted" }, input, left);
}

function drawTyped(element, seat, name, type) {
  return control("input", element, seat, name, { type, value: seat.value(element) ?? "" }, typing(element, seat));
}

function drawNumber(element, seat, name) {
  const props = { type: "text", inputmode: element.is_decimal_allowed ? "decimal" : "numeric", value: seat.value(element) ?? "" };
  return control("input", element, seat, name, props, typing(element, seat));
}

function drawRichTextInput(element, seat, name) {
  const read = (input) => (input.value.trim() ? richTextFrom(input.value) : null);
  const node = control("textarea", element, seat, name, { rows: element.min_lines ?? 4, value: textOf(seat.value(element)) }, typing(element, seat, read));
  const wrap = (sign) => {
    const { selectionStart: from, selectionEnd: to } = node;
    node.setRangeText(sign + node.value.slice(from, to) + sign, from, to, "end");
    node.dispatchEvent(new Event("input"));
    node.focus();
  };
  const tools = [["B", "Bold", "*"], ["I", "Italic", "_"], ["S", "Strike", "~"], ["‹›", "Code", "`"]];
  return h("div", { class: "rich-input" }, h("div", { class: "tools", role: "group", "aria-label": "Formatting" },
    tools.map(([sign, label, mark]) => h("button", { type: "button", "aria-label": label, on: { click: () => wrap(mark) } }, sign))), node);
}

function drawFileInput(element, seat, name) {
  const change = async (event) => {
    const files = [...event.target.files].slice(0, element.max_files ?? 10);
    report(element, seat, await Promise.all(files.map(described)), event.target);
  };
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  return control("input", element, seat, name, { type: "file", multiple: (element.max_files ?? 10) > 1, accept }, { change });
}

async function described(file) {
  const text = /^text|json|xml|yaml|csv/.test(file.type) || file.size < 50_000 ? await file.text() : null;
  return { name: file.name, title: file.name, size: file.size, mimetype: file.type, filetype: file.name.split(".").at(-1), content: text };
}
