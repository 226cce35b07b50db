// rich_text blocks as DOM nodes, and typed text as a rich_text block.
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { h, link } from "./dom.js";
import { drawEmoji, emojiNamed } from "./emoji.js";
import { drawBroadcast, drawChannel, drawPerson, drawTime } from "./mrkdwn.js";

/** Draw the elements of a rich_text block. */
export function drawRichText(block, reader) {
  return (block?.elements ?? []).map((part) => (PARTS[part.type] ?? unknownPart)(part, reader));
}

const PARTS = {
  rich_text_section: (part, reader) => h("div", { class: "rich-section" }, drawInline(part.elements, reader)),
  rich_text_quote: (part, reader) => h("blockquote", {}, drawInline(part.elements, reader)),
  rich_text_preformatted: (part, reader) => h("pre", {}, h("code", {}, drawInline(part.elements, reader))),
  rich_text_list: drawList,
};

function drawList(part, reader) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const items = part.elements.map((item) => h("li", {}, drawInline(item.elements, reader)));
  return h(
    tag,
    {
      class: `indent-${Math.min(part.indent ?? 0, 6)}${part.border ? " bordered" : ""}`,
      start: part.offset ? part.offset + 1 : undefined,
    },
    items,
  );
}

const unknownPart = (part) => h("div", { class: "unknown-block" }, `Unknown rich text: ${part.type}`);

const INLINE = {
  text: (part) => lines(part.text ?? ""),
  link: (part) => link(part.url, part.text || part.url),
  user: (part, reader) => drawPerson(part.user_id, reader),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  channel: (part, reader) => drawChannel(part.channel_id, reader),
  broadcast: (part) => drawBroadcast(part.range),
  emoji: (part) => (part.unicode && !emojiNamed(part.name) ? fromUnicode(part) : drawEmoji(part.name)),
  date: (part, reader) => drawTime(part.timestamp, part.format, reader, part.url),
  color: (part) =>
    h(
      "span",
      { class: "colour" },
      h("span", { class: "swatch", style: { "background-color": part.value } }),
      part.value,
    ),
  team: (part) => h("span", { class: "mention" }, part.team_id),
};

function fromUnicode(part) {
  const points = part.unicode.split("-").map((code) => Number.parseInt(code, 16));
  const valid = points.every((point) => point > 0 && point <= 0x10ffff);
  return valid
    ? h("span", { class: "emoji", role: "img", "aria-label": part.name }, String.fromCodePoint(...points))
    : `:${part.name}:`;
}

const lines = (text) => text.split("\n").flatMap((line, index) => [index ? h("br") : null, line]);

function drawInline(parts = [], reader) {
  return parts.map((part) => {
    const draw = INLINE[part.type];
    const drawn = draw ? draw(part, reader) : h("span", { class: "mention" }, part.text ?? part.type);
    return styled(drawn, part.style);
  });
}

const TAGS = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
];

function styled(node, style = {}) {
  return TAGS.filter(([name]) => style[name]).reduce((inner, [, tag]) => h(tag, {}, inner), node);
}

/** Turn what somebody typed into a rich_text block: lines, lists, *bold*, _italic_, ~strike~ and `code`. */
export function richTextFrom(text) {
  const elements = [];
  for (const line of text.split("\n")) {
    const item = line.match(/^\s*[-*•]\s+(.*)$/);
    const last = elements.at(-1);
    if (item && last?.type === "rich_text_list") last.elements.push(sectionOf(item[1]));
    else if (item) elements.push({ type: "rich_text_list", style: "bullet", elements: [sectionOf(item[1])] });
    else if (last?.type === "rich_text_section")
      last.elements.push({ type: "text", text: "\n" }, ...inlineOf(line));
    else elements.push(sectionOf(line));
  }
  return { type: "rich_text", elements };
}

const sectionOf = (line) => ({ type: "rich_text_section", elements: inlineOf(line) });

const MARKS = { "*": "bold", _: "italic", "~": "strike", "`": "code" };

function inlineOf(line) {
  const parts = line
    .split(/((?<![\w])([*_~`])(?=\S).*?\S?\2(?![\w]))/)
    .filter((part, index) => index % 3 !== 2 && part);
  return parts.map((part) => {
    const mark = MARKS[part[0]];
    const isMarked = mark && part.length > 2 && part.at(-1) === part[0];
    return isMarked
      ? { type: "text", text: part.slice(1, -1), style: { [mark]: true } }
      : { type: "text", text: part };
  });
}

/** The plain text of a rich_text block, to type on from. */
export function textOf(block) {
  const inside = (parts = []) =>
    parts
      .map((part) => marked(part.text ?? part.url ?? (part.name ? `:${part.name}:` : ""), part.style))
      .join("");
  return (block?.elements ?? [])
    .map((part) =>
      part.type === "rich_text_list"
        ? part.elements.map((item) => `- ${inside(item.elements)}`).join("\n")
        : inside(part.elements),
    )
    .join("\n");
}

function marked(text, style = {}) {
  const sign = Object.keys(MARKS).find((mark) => style[MARKS[mark]]) ?? "";
  return sign + text + sign;
}
