// Slack's mrkdwn as DOM nodes. https://docs.slack.dev/messaging/formatting-message-text

import { h, link, safeUrl } from "./dom.js";
import { drawEmoji } from "./emoji.js";
import { fullTime, slackDate } from "./time.js";

// https://docs.slack.dev/interactivity/deep-linking
const REDIRECT = "https://slack.com/app_redirect?";
// https://docs.slack.dev/reference/methods/chat.getPermalink
const PERMALINK = new RegExp(`^${location.origin}/archives/([A-Z0-9]+)(?:/p(\\d+)(\\d{6}))?(?:\\?|$)`);
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Decode the three entities Slack decodes, once. */
export const unescaped = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** Encode what somebody typed the way Slack's clients do. */
export const escaped = (text) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

/** Draw a mrkdwn text for a reader; `verbatim` switches automatic links and names off. */
export function drawMrkdwn(text, reader, { verbatim = false } = {}) {
  return splitFences(String(text)).flatMap(({ code, value }) =>
    code
      ? [h("pre", {}, h("code", {}, unescaped(value.replace(/^\n|\n$/g, ""))))]
      : drawLines(value, reader, verbatim),
  );
}

function splitFences(text) {
  const parts = text.split("```");
  if (parts.length % 2 === 0)
    parts.push(`${parts.length > 1 ? parts.splice(-2, 1) : ""}\`\`\`${parts.pop()}`);
  return parts.map((value, index) => ({ code: index % 2 === 1, value })).filter(({ value }) => value);
}

function drawLines(text, reader, verbatim) {
  const nodes = [];
  let quote = [];
  const flush = () => {
    if (quote.length) nodes.push(h("blockquote", {}, joined(quote, reader, verbatim)));
    quote = [];
  };
  let plain = [];
  const say = () => {
    if (plain.length) nodes.push(...joined(plain, reader, verbatim));
    plain = [];
  };
  for (const line of text.split("\n")) {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/s);
    if (quoted) (say(), quote.push(quoted[1]));
    else (flush(), plain.push(line));
  }
  flush();
  say();
  return nodes;
}

const joined = (lines, reader, verbatim) =>
  lines.flatMap((line, index) => [index ? h("br") : null, ...inline(line, reader, verbatim)]);

const TOKEN = /<([^<>]+)>/;
const CODE = /`([^`\n]+)`/;
const STYLES = [
  [/(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/, "strong"],
  [/(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])/, "em"],
  [/(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/, "s"],
];
const EMOJI = /:([a-z0-9_+-]+(?:::skin-tone-\d)?):/;
const BARE =
  /\bhttps?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"]|(?<![\w@])@(?:here|channel|everyone)\b|(?<![\w#&])#[a-z0-9][a-z0-9_-]*/i;

function inline(text, reader, verbatim) {
  const found = firstMatch(text, verbatim);
  if (!found) return text ? [unescaped(text)] : [];
  const { match, draw } = found;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [
    ...inline(before, reader, verbatim),
    draw(match, reader, verbatim),
    ...inline(after, reader, verbatim),
  ];
}

function firstMatch(text, verbatim) {
  const rules = [
    [TOKEN, (match, reader) => drawToken(match[1], reader)],
    [CODE, (match) => h("code", {}, unescaped(match[1]))],
    ...STYLES.map(([rule, tag]) => [rule, (match, reader) => h(tag, {}, inline(match[1], reader, verbatim))]),
    [EMOJI, (match) => drawEmoji(match[1])],
    ...(verbatim ? [] : [[BARE, (match, reader) => drawBare(match[0], reader)]]),
  ];
  let best = null;
  for (const [rule, draw] of rules) {
    const match = rule.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { match, draw };
  }
  return best;
}

function drawToken(token, reader) {
  const [target, label] = splitOnce(token, "|");
  if (target.startsWith("@")) return drawPerson(target.slice(1), reader, label);
  if (target.startsWith("#")) return drawChannel(target.slice(1), reader, label);
  if (target.startsWith("!date^")) return drawDate(token, reader);
  if (target.startsWith("!subteam^")) return mention(label ? unescaped(label) : "@group");
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  const address = unescaped(target);
  if (!safeUrl(address) || !/^(https?|mailto|tel):/i.test(address)) return `<${unescaped(token)}>`;
  const place = placeOf(address);
  if (place) return drawPlace(place, address, label, reader);
  return link(address, label ? unescaped(label) : address.replace(/^mailto:/, ""));
}

/** The conversation and message that an address of the workspace leads to. */
function placeOf(address) {
  const asked = new URL(address).searchParams;
  if (address.startsWith(REDIRECT)) return { channel: asked.get("channel"), ts: asked.get("message_ts") };
  const [, channel, seconds, fraction] = PERMALINK.exec(address) ?? [];
  const ts = asked.get("thread_ts") ?? (seconds && `${seconds}.${fraction}`);
  return channel && { channel, ts };
}

/** Draw a link into the workspace, which is opened here instead of in a client. */
function drawPlace({ channel, ts }, address, label, reader) {
  const anchor = link(address, label ? unescaped(label) : address);
  anchor.addEventListener("click", (event) => {
    if (!reader.directory.conversation(channel)) return;
    event.preventDefault();
    reader.open(channel, ts);
  });
  return anchor;
}

const splitOnce = (text, sign) => {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

const mention = (text, isReader = false) =>
  h("span", { class: isReader ? "mention is-reader" : "mention" }, text);

/** Draw a mention of somebody, highlighted where it is the reader. */
export function drawPerson(id, reader, label = "") {
  const person = reader.directory.person(id);
  return mention(`@${person ? person.name : label ? unescaped(label) : id}`, id === reader.person.id);
}

/** Draw a channel's name; a private one is only named to its members. */
export function drawChannel(id, reader, label = "") {
  const conversation = reader.directory.conversation(id);
  if (!conversation) return mention(`#${label ? unescaped(label) : id}`);
  const hidden = conversation.kind !== "channel" && !conversation.members.includes(reader.person.id);
  if (hidden) return mention("🔒 private channel");
  return h(
    "button",
    { type: "button", class: "mention", on: { click: () => reader.open(id) } },
    `#${conversation.name}`,
  );
}

/** Draw a broadcast such as @here. */
export const drawBroadcast = (range) => mention(`@${range}`);

function drawDate(token, reader) {
  const [command, fallback] = splitOnce(token, "|");
  const [, seconds, template, address] = command.split("^");
  if (!/^-?\d+$/.test(seconds ?? "") || !template) return unescaped(fallback);
  return drawTime(Number(seconds), unescaped(template), reader, address && unescaped(address));
}

/** Draw a moment in the reader's own time zone. */
export function drawTime(seconds, template, reader, address) {
  const zone = reader.person.tz;
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return template;
  const text = slackDate(template, seconds, zone, reader.now());
  const time = h(
    "time",
    { datetime: moment.toISOString(), title: `${fullTime(zone, moment)} (${zone})` },
    text,
  );
  return address ? link(address, time) : time;
}

function drawBare(text, reader) {
  if (text.startsWith("@")) return mention(text);
  if (text.startsWith("#")) {
    const conversation = reader.directory.conversation(text.slice(1).toLowerCase());
    return conversation ? drawChannel(conversation.id, reader) : text;
  }
  const address = unescaped(text);
  return link(address, address);
}
