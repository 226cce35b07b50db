// Standard markdown as DOM nodes, for markdown blocks. https://docs.slack.dev/reference/block-kit/blocks/markdown-block

import { h, link } from "./dom.js";
import { drawEmoji, emojiNamed } from "./emoji.js";

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DIVISION = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Draw a whole markdown text. */
export function drawMarkdown(text) {
  return drawBlocks(String(text).replaceAll("\r\n", "\n").split("\n"));
}

function drawBlocks(lines) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const [node, next] = READERS.reduce((found, read) => found ?? read(lines, at), null) ?? [null, at + 1];
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

const READERS = [readFence, readHeading, readRule, readQuote, readTable, readList, readParagraph];

function readFence(lines, at) {
  const open = lines[at].match(FENCE);
  if (!open) return null;
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(open[1])) end += 1;
  return [
    h("pre", { data: { language: open[2] } }, h("code", {}, lines.slice(at + 1, end).join("\n"))),
    end + 1,
  ];
}

function readHeading(lines, at) {
  const found = lines[at].match(HEADING);
  return (
    found && [
      h(
        "p",
        { class: `md-heading level-${found[1].length}`, role: "heading", "aria-level": 3 },
        inline(found[2]),
      ),
      at + 1,
    ]
  );
}

function readRule(lines, at) {
  return RULE.test(lines[at]) ? [h("hr"), at + 1] : null;
}

function readQuote(lines, at) {
  if (!lines[at].startsWith(">")) return null;
  let end = at;
  while (end < lines.length && lines[end].startsWith(">")) end += 1;
  return [
    h("blockquote", {}, drawBlocks(lines.slice(at, end).map((line) => line.replace(/^>\s?/, "")))),
    end,
  ];
}

function readTable(lines, at) {
  if (!lines[at].includes("|") || !DIVISION.test(lines[at + 1] ?? "")) return null;
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const head = h(
    "tr",
    {},
    cells(lines[at]).map((cell) => h("th", { scope: "col" }, inline(cell))),
  );
  const body = lines.slice(at + 2, end).map((line) =>
    h(
      "tr",
      {},
      cells(line).map((cell) => h("td", {}, inline(cell))),
    ),
  );
  return [
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "group", "aria-label": "Table" },
      h("table", {}, h("thead", {}, head), h("tbody", {}, body)),
    ),
    end,
  ];
}

const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

function readList(lines, at) {
  const first = lines[at].match(ITEM);
  if (!first) return null;
  const depth = first[1].length;
  const ordered = /\d/.test(first[2]);
  const items = [];
  let end = at;
  while (end < lines.length) {
    const item = lines[end].match(ITEM);
    if (item && item[1].length <= depth + 1 && /\d/.test(item[2]) === ordered && item[1].length >= depth)
      items.push([item[3]]);
    else if (items.length && lines[end].startsWith(" ".repeat(depth + 2)) && lines[end].trim())
      items.at(-1).push(lines[end].slice(depth + 2));
    else break;
    end += 1;
  }
  if (end === at) return null;
  return [
    h(
      ordered ? "ol" : "ul",
      { start: ordered ? Number.parseInt(first[2], 10) : undefined },
      items.map(drawItem),
    ),
    end,
  ];
}

function drawItem([text, ...more]) {
  const task = text.match(/^\[([ xX])\]\s+(.*)$/);
  if (!task) return h("li", {}, inline(text), drawBlocks(more));
  const done = task[1] !== " ";
  return h(
    "li",
    { class: "task" },
    h("span", { role: "img", "aria-label": done ? "Done" : "To do" }, done ? "☑" : "☐"),
    " ",
    inline(task[2]),
    drawBlocks(more),
  );
}

function readParagraph(lines, at) {
  if (!lines[at].trim()) return [null, at + 1];
  let end = at + 1;
  const starts = (line) =>
    !line.trim() || [FENCE, HEADING, RULE, ITEM].some((rule) => rule.test(line)) || line.startsWith(">");
  while (end < lines.length && !starts(lines[end]) && !DIVISION.test(lines[end + 1] ?? "x")) end += 1;
  return [h("p", {}, inline(lines.slice(at, end).join("\n"))), end];
}

const INLINE = [
  [/`([^`]+)`/, (match) => h("code", {}, match[1])],
  [/!?\[([^\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)/, (match) => link(match[2], match[1] || match[2])],
  [
    /\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__/,
    (match) => h("strong", {}, inline(match[1] ?? match[2])),
  ],
  [
    /(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])/,
    (match) => h("em", {}, inline(match[1] ?? match[2])),
  ],
  [/~~(?=\S)(.+?)(?<=\S)~~/, (match) => h("s", {}, inline(match[1]))],
  [/\bhttps?:\/\/[^\s<>]+[^\s<>.,;:!?)'"]/, (match) => link(match[0], match[0])],
  [/:([a-z0-9_+-]+):/, (match) => (emojiNamed(match[1]) ? drawEmoji(match[1]) : match[0])],
  [/\n/, () => h("br")],
];

function inline(text) {
  let best = null;
  for (const [rule, draw] of INLINE) {
    const match = rule.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { match, draw };
  }
  if (!best) return text ? [text] : [];
  const { match, draw } = best;
  return [text.slice(0, match.index), draw(match), ...inline(text.slice(match.index + match[0].length))];
}
