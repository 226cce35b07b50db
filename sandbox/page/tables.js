// Tables: the plain one, and the data table with sorting, filtering and pages.

import { button, fill, freshId, h } from "./dom.js";
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
  const cell = (tag, props) => (content, index) =>
    h(tag, { class: `align-${align(index)}${wraps(index)}`, ...props }, drawCell(content, reader));
  return scrollable(
    "Table",
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map(cell("th", { scope: "col" })))),
      h(
        "tbody",
        {},
        rows.map((row) => h("tr", {}, row.map(cell("td", {})))),
      ),
    ),
  );
}

function scrollable(label, ...children) {
  return h("div", { class: "block table-scroll", tabindex: 0, role: "group", "aria-label": label }, children);
}

const valueOf = (cell) => cell?.value ?? cell?.text ?? JSON.stringify(cell?.elements ?? "");

function compare(one, other) {
  const [left, right] = [valueOf(one), valueOf(other)];
  return typeof left === "number" && typeof right === "number"
    ? left - right
    : String(left).localeCompare(String(right));
}

/** Draw a data table: sorted by a click on a heading, filtered by words, in pages. */
export function drawDataTable(block, reader) {
  return new DataTable(block, reader).node;
}

class DataTable {
  constructor(block, reader) {
    const [head, ...rows] = block.rows;
    Object.assign(this, { head, rows, reader, column: null, down: false, words: "", page: 0 });
    this.size = block.page_size ?? 5;
    this.table = h("table", {}, h("caption", {}, block.caption));
    this.foot = h("div", { class: "table-foot" });
    const id = freshId("filter");
    const filter = (event) => this.show({ words: event.target.value, page: 0 });
    const field = h("input", { id, class: "field", type: "search", on: { input: filter } });
    const body = scrollable(block.caption, this.table);
    this.node = h(
      "div",
      { class: "block data-table" },
      h("label", { for: id }, "Filter"),
      field,
      body,
      this.foot,
    );
    this.show();
  }

  /** Show the page after a change of column, direction, words or page. */
  show(change = {}) {
    Object.assign(this, change);
    const found = this.found();
    const page = found.slice(this.page * this.size, (this.page + 1) * this.size);
    for (const part of this.table.querySelectorAll("thead, tbody")) part.remove();
    const head = this.head.map((cell, index) => this.drawHeading(cell, index));
    this.table.append(
      h("thead", {}, h("tr", {}, head)),
      h(
        "tbody",
        {},
        page.map((row) => this.drawRow(row)),
      ),
    );
    this.drawFoot(Math.max(1, Math.ceil(found.length / this.size)));
  }

  found() {
    const words = this.words.toLowerCase();
    const matches = (cell) => String(valueOf(cell)).toLowerCase().includes(words);
    const found = this.rows.filter((row) => row.some(matches));
    const direction = this.down ? -1 : 1;
    if (this.column === null) return found;
    return found.sort((one, other) => compare(one[this.column], other[this.column]) * direction);
  }

  drawRow(row) {
    return h(
      "tr",
      {},
      row.map((cell) => h("td", {}, drawCell(cell, this.reader))),
    );
  }

  drawHeading(cell, index) {
    const isSorted = this.column === index;
    const sorted = isSorted ? (this.down ? "descending" : "ascending") : "none";
    const sort = () => this.show({ column: index, down: isSorted && !this.down });
    const sign = { none: "", ascending: " ▲", descending: " ▼" }[sorted];
    const press = h("button", { type: "button", on: { click: sort } }, drawCell(cell, this.reader), sign);
    return h("th", { scope: "col", "aria-sort": sorted }, press);
  }

  drawFoot(pages) {
    const turn = (label, page) =>
      button(label, () => this.show({ page }), "", { disabled: page < 0 || page >= pages });
    const place = h("span", {}, `Page ${this.page + 1} of ${pages}`);
    fill(this.foot, place, turn("Previous", this.page - 1), turn("Next", this.page + 1));
  }
}
