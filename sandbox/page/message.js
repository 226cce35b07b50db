// One message as a row: who, when, what, and what can be done with it.

import { append, fill, h, icon, iconButton, link, safeUrl } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { ask } from "./confirm.js";
import { drawEmoji, FREQUENT } from "./emoji.js";
import { drawFile } from "./files.js";
import { openEmojiMenu, openMenu } from "./menus.js";
import { drawMrkdwn, unescaped } from "./mrkdwn.js";
import { notice, tellProblem, toast } from "./notices.js";
import { bindSurface, explain } from "./surface.js";
import { ago, clockTime, fullTime, momentOf } from "./time.js";

/** Draw a message. `place` is {channel, inThread, isFollowUp, openThread}. */
export function drawMessage(message, reader, place) {
  const author = authorOf(message, reader);
  const props = { class: rowClass(message, place), tabindex: -1, data: { ts: message.ts } };
  const label = spokenSummary(message, author, reader);
  const row = h("article", { ...props, "aria-label": label }, drawGutter(message, author, reader, place));
  append(row, [
    h(
      "div",
      { class: "message-body" },
      place.isFollowUp ? null : headLine(message, author, reader),
      notes(message),
      drawContent(message, reader, place),
      drawReactions(message, reader, place),
      drawThreadLine(message, reader, place),
    ),
  ]);
  offerToolbar(row, () => drawToolbar(message, reader, place, row));
  return row;
}

function drawGutter(message, author, reader, place) {
  const time = clockTime(reader.person.tz, momentOf(message.ts));
  const quiet = () => h("span", { class: "quiet-time", "aria-hidden": true }, time);
  return h("div", { class: "gutter" }, place.isFollowUp ? quiet() : avatar(author));
}

/** Put the toolbar on a row only while it is hovered or focused: a thousand toolbars would weigh too much. */
function offerToolbar(row, draw) {
  const offer = () => row.querySelector(".toolbar") ?? row.append(draw());
  const isNeeded = () => row.matches(":hover, :focus-within") || row.querySelector("[aria-expanded=true]");
  const withdraw = () => requestAnimationFrame(() => isNeeded() || row.querySelector(".toolbar")?.remove());
  for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, offer);
  for (const event of ["pointerleave", "focusout"]) row.addEventListener(event, withdraw);
}

function rowClass(message, place) {
  const flags = {
    "is-follow-up": place.isFollowUp,
    "is-ephemeral": message.ephemeral,
    "is-tombstone": message.subtype === "tombstone",
  };
  return ["message", ...Object.keys(flags).filter((name) => flags[name])].join(" ");
}

/** Who a message is from; an app may post under another name. */
export function authorOf(message, reader) {
  const person = reader.directory.person(message.user) ?? {
    id: message.user ?? "?",
    name: "Somebody",
    is_bot: Boolean(message.bot_id),
  };
  return message.username ? { ...person, name: message.username } : person;
}

function spokenSummary(message, author, reader) {
  const seen = message.ephemeral ? ", only visible to you" : "";
  return `${author.name}, ${clockTime(reader.person.tz, momentOf(message.ts))}${seen}`;
}

function headLine(message, author, reader) {
  const moment = momentOf(message.ts);
  return h(
    "div",
    { class: "headline" },
    h("strong", {}, author.name),
    author.is_bot && h("span", { class: "badge" }, "App"),
    h(
      "time",
      { datetime: moment.toISOString(), title: fullTime(reader.person.tz, moment) },
      clockTime(reader.person.tz, moment),
    ),
  );
}

function notes(message) {
  return [
    message.ephemeral && h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you"),
    message.subtype === "thread_broadcast" &&
      h("div", { class: "only-you" }, icon("reply", 14), "Replied in a thread"),
  ];
}

function drawContent(message, reader, place) {
  const surface = bindSurface(reader, { type: "message", channel: place.channel, ts: message.ts });
  const text = isBuilt(message)
    ? drawBlocks(message.blocks, surface)
    : message.text && h("div", { class: "text" }, drawMrkdwn(message.text, reader));
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  return h(
    "div",
    { class: "content" },
    text,
    edited,
    (message.attachments ?? []).map((each) => drawAttachment(each, reader, surface)),
    (message.files ?? []).map(drawFile),
  );
}

/** Messages people typed carry their text as blocks too; the text has the formatting. */
const isBuilt = (message) => message.blocks?.length > 0 && message.blocks[0].block_id !== "typed";

function drawAttachment(attachment, reader, surface) {
  const title = attachment.title_link ? link(attachment.title_link, attachment.title) : attachment.title;
  const image = safeUrl(attachment.image_url ?? "") && attachment.image_url;
  return h(
    "div",
    { class: "attachment", style: attachment.color ? { "border-color": colorOf(attachment.color) } : {} },
    attachment.pretext && h("div", {}, drawMrkdwn(attachment.pretext, reader)),
    attachment.author_name && h("small", {}, attachment.author_name),
    title && h("strong", {}, title),
    attachment.text && h("div", { class: "text" }, drawMrkdwn(attachment.text, reader)),
    attachment.fields &&
      h(
        "div",
        { class: "fields" },
        attachment.fields.map((field) =>
          h("div", {}, h("strong", {}, field.title), h("br"), drawMrkdwn(field.value ?? "", reader)),
        ),
      ),
    drawBlocks(attachment.blocks, surface),
    image && h("img", { class: "block-image", src: image, alt: attachment.fallback ?? "", loading: "lazy" }),
    attachment.footer && h("small", {}, attachment.footer),
  );
}

const colorOf = (name) =>
  ({ good: "#15803d", warning: "#b45309", danger: "#b91c1c" })[name] ??
  (name.startsWith("#") ? name : `#${name}`);

function drawReactions(message, reader, place) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map(({ name, users }) => {
      const isMine = users.includes(reader.person.id);
      const who = users.map((id) => reader.directory.person(id)?.name ?? id).join(", ");
      const toggle = () =>
        reader.api.react({ channel: place.channel, ts: message.ts, name, remove: isMine }).catch(tellProblem);
      return h(
        "button",
        {
          type: "button",
          class: `reaction${isMine ? " is-mine" : ""}`,
          "aria-pressed": String(isMine),
          title: `${who} reacted with :${name}:`,
          "aria-label": `${name.replaceAll("_", " ")}, ${users.length}`,
          on: { click: toggle },
        },
        drawEmoji(name),
        h("span", {}, String(users.length)),
      );
    }),
  );
}

function drawThreadLine(message, reader, place) {
  if (place.inThread || !message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(reader.directory.person(id), 22));
  const replies = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const last =
    message.latest_reply &&
    h(
      "span",
      { class: "quiet" },
      message.reply_count > 1 && "last one ",
      ago(momentOf(message.latest_reply), reader.now()),
    );
  return h(
    "button",
    { type: "button", class: "thread-line", on: { click: () => place.openThread(message.ts) } },
    h("span", { class: "faces" }, faces),
    h("strong", {}, replies),
    last,
  );
}

function drawToolbar(message, reader, place, row) {
  const react = (event) =>
    openEmojiMenu(event.currentTarget, FREQUENT, (name) =>
      reader.api
        .react({ channel: place.channel, ts: message.ts, name })
        .then(() => notice("reacted"), tellProblem),
    );
  const more = (event) =>
    openMenu(event.currentTarget, "Message actions", menuItems(message, reader, place, row));
  const isShared = !message.ephemeral && message.subtype !== "tombstone";
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Message actions" },
    isShared &&
      iconButton("smile", "Add a reaction", react, { "aria-haspopup": "menu", "aria-expanded": "false" }),
    isShared &&
      !place.inThread &&
      iconButton("reply", "Reply in a thread", () => place.openThread(message.ts)),
    iconButton("more", "More message actions", more, { "aria-haspopup": "menu", "aria-expanded": "false" }),
  );
}

function menuItems(message, reader, place, row) {
  const shortcuts = message.ephemeral
    ? []
    : reader.directory.app.shortcuts.filter((each) => each.type === "message");
  const items = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    hint: reader.directory.app.name,
    icon: "bolt",
    run: () => runShortcut(shortcut, message, reader, place),
  }));
  const isMine = message.user === reader.person.id && !message.ephemeral && message.subtype !== "tombstone";
  if (items.length) items.push("-");
  items.push({
    label: "Copy text",
    icon: "copy",
    run: () => navigator.clipboard?.writeText(unescaped(message.text ?? "")).then(() => toast("Copied")),
  });
  if (message.ephemeral)
    items.push({ label: "Dismiss message", icon: "close", run: () => dismiss(message, reader, place) });
  if (isMine)
    items.push(
      { label: "Edit message", icon: "pen", run: () => startEditing(message, reader, place, row) },
      { label: "Delete message", icon: "trash", danger: true, run: () => remove(message, reader, place) },
    );
  return items;
}

async function runShortcut(shortcut, message, reader, place) {
  notice("shortcut", { callback: shortcut.callback_id });
  try {
    const { ok, problem } = await reader.api.shortcut({
      callback_id: shortcut.callback_id,
      channel: place.channel,
      ts: message.ts,
    });
    if (!ok) toast(explain(problem, reader.directory.app), "problem");
  } catch (error) {
    tellProblem(error);
  }
}

const dismiss = (message, reader, place) =>
  reader.api.remove({ channel: place.channel, ts: message.ts }).catch(tellProblem);

async function remove(message, reader, place) {
  const agreed = await ask({
    title: "Delete message",
    text: "Are you sure you want to delete this message? This cannot be undone.",
    confirm: "Delete",
    deny: "Cancel",
    isDanger: true,
  });
  if (agreed) dismiss(message, reader, place);
}

/** The text a person would have typed for a message, names instead of ids and addresses. */
export function typedText(text, directory) {
  const named = text.replace(/<([@#!])([^>|]+)(?:\|([^>]*))?>/g, (token, sign, id, label) => {
    if (sign === "@") return `@${directory.person(id)?.handle ?? label ?? id}`;
    if (sign === "#") return `#${directory.conversation(id)?.name ?? label ?? id}`;
    return `@${id}`;
  });
  const links = /<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>/g;
  return unescaped(named.replace(links, (token, address, label) => label ?? address));
}

function startEditing(message, reader, place, row) {
  const body = row.querySelector(".content");
  const before = [...body.childNodes];
  const field = h("textarea", {
    class: "field",
    rows: 3,
    "aria-label": "Edit message",
    value: typedText(message.text, reader.directory),
  });
  const stop = () => fill(body, before);
  const save = () =>
    reader.api.edit({ channel: place.channel, ts: message.ts, text: field.value }).then(stop, tellProblem);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), save());
    event.stopPropagation();
  });
  fill(body);
  append(body, [
    field,
    h(
      "div",
      { class: "edit-buttons" },
      h("button", { type: "button", class: "button", on: { click: stop } }, "Cancel"),
      h("button", { type: "button", class: "button is-primary", on: { click: save } }, "Save"),
    ),
  ]);
  field.focus();
}
