// Tables: the plain one, and the data table with sorting, filtering and pages.

import { fill, freshId, h } from "./dom.js";
import { drawRichText } from "./richtext.js";

function drawCell(cell, reader) {
  if (cell?.type === "rich_text") return drawRichText(cell, reader);
  return [cell?.text ?? ""];
}

/** Draw a table block; its first row is the heading. */
export function drawTable(block, reader) {
  const [head = [], ...rows] = block.rows ?? [];
  const align = (index) => block.column_settings?.[index]?.align ?? "left";
  const wraps = (index) => (block.column_settings?.[index]?.is_wrapped ? "" : " no-wrap");
  const cell = (tag, props) => (content, index) => h(tag, { class: `align-${align(index)}${wraps(index)}`, ...props }, drawCell(content, reader));
  return scrollable("Table", h("table", {},
    h("thead", {}, h("tr", {}, head.map(cell("th", { scope: "col" })))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell("td", {})))))));
}

function scrollable(label, ...children) {
  return h("div", { class: "block table-scroll", tabindex: 0, role: "group", "aria-label": label }, children);
}

const valueOf = (cell) => cell?.value ?? cell?.text ?? JSON.stringify(cell?.elements ?? "");

function compare(one, other) {
  const [left, right] = [valueOf(one), valueOf(other)];
  return typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right));
}

/** Draw a data table: sorted by a click on a heading, filtered by words, in pages. */
export function drawDataTable(block, reader) {
  const [head, ...rows] = block.rows;
  const state = { column: null, down: false, words: "", page: 0, size: block.page_size ?? 5 };
  const table = h("table", {}, h("caption", {}, block.caption));
  const foot = h("div", { class: "table-foot" });
  const filterId = freshId("filter");
  const filter = h("input", { id: filterId, class: "field", type: "search", on: { input: () => show({ words: filter.value, page: 0 }) } });

  function shown() {
    const found = rows.filter((row) => row.some((cell) => String(valueOf(cell)).toLowerCase().includes(state.words.toLowerCase())));
    if (state.column !== null) found.sort((one, other) => compare(one[state.column], other[state.column]) * (state.down ? -1 : 1));
    return found;
  }

  function heading(cell, index) {
    const sorted = state.column === index ? (state.down ? "descending" : "ascending") : "none";
    const sort = () => show({ column: index, down: state.column === index && !state.down });
    return h("th", { scope: "col", "aria-sort": sorted }, h("button", { type: "button", on: { click: sort } }, drawCell(cell, reader), { none: "", ascending: " ▲", descending: " ▼" }[sorted]));
  }

  function show(change = {}) {
    Object.assign(state, change);
    const found = shown();
    const pages = Math.max(1, Math.ceil(found.length / state.size));
    const page = found.slice(state.page * state.size, (state.page + 1) * state.size);
    table.querySelector("thead")?.remove();
    table.querySelector("tbody")?.remove();
    table.append(h("thead", {}, h("tr", {}, head.map(heading))), h("tbody", {}, page.map((row) => h("tr", {}, row.map((cell) => h("td", {}, drawCell(cell, reader)))))));
    const turn = (step) => h("button", { type: "button", class: "button", disabled: state.page + step < 0 || state.page + step >= pages, on: { click: () => show({ page: state.page + step }) } }, step < 0 ? "Previous" : "Next");
    fill(foot, h("span", {}, `Page ${state.page + 1} of ${pages}`), turn(-1), turn(1));
  }

  show();
  return h("div", { class: "block data-table" }, h("label", { for: filterId }, "Filter"), filter, scrollable(block.caption, table), foot);
}
