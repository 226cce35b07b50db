// A scrolling list of messages: days, follow-ups, the line above what is new, and older pages on demand.

import { fill, h } from "./dom.js";
import { drawMessage } from "./message.js";
import { dayName, momentOf, partsIn } from "./time.js";

const FOLLOW_UP_SECONDS = 300;
const NEAR_END = 120;
const AT_END = 4;
const OPEN = "[aria-haspopup][aria-expanded=true]";

/** Messages of one conversation or thread, drawn row by row so that a thousand stay smooth. */
export class Timeline {
  constructor(reader, place, { label, onOlder = null }) {
    Object.assign(this, { reader, place, onOlder });
    this.messages = new Map();
    this.rows = new Map();
    this.waiting = new WeakSet();
    this.isFollowing = true;
    this.list = h("div", { class: "timeline-list", role: "log", "aria-label": label, "aria-live": "polite" });
    this.node = h(
      "div",
      {
        class: "timeline",
        tabindex: 0,
        role: "group",
        "aria-label": `${label}, use the arrow keys`,
        on: { scroll: () => this.#scrolled(), keydown: (event) => this.#steer(event) },
      },
      this.list,
    );
    this.#followWhatGrows();
  }

  /** Show messages that were asked for; what arrived in the meantime stays and is newer. */
  show(messages, { unreadAfter = null, hasMore = false } = {}) {
    this.messages = new Map([...messages.map((message) => [message.ts, message]), ...this.messages]);
    this.unreadAfter = unreadAfter;
    this.hasMore = hasMore;
    this.#sortAndRedraw();
    this.toEnd();
  }

  /** Put older messages above without moving what is being read. */
  prepend(messages, hasMore) {
    const height = this.node.scrollHeight - this.node.scrollTop;
    this.messages = new Map([...messages.map((message) => [message.ts, message]), ...this.messages]);
    this.hasMore = hasMore;
    this.#redraw();
    this.node.scrollTop = this.node.scrollHeight - height;
  }

  /** Add a message or replace the one with its ts. */
  put(message) {
    const known = this.messages.has(message.ts);
    const follows = this.isFollowing || this.distanceFromEnd < NEAR_END || message.user === this.reader.person.id;
    const isNewest = [...this.messages.keys()].at(-1) <= message.ts || !this.messages.size;
    this.messages.set(message.ts, message);
    if (known) this.#replace(message);
    else if (isNewest) this.list.append(...this.#drawRow(message, this.#before(message)));
    else this.#sortAndRedraw();
    if (follows && !known) this.toEnd();
  }

  /** Take over a newer view of the newest messages, keeping the older ones that were scrolled to. */
  catchUp(messages) {
    const first = messages[0]?.ts ?? "";
    const current = new Set(messages.map((message) => message.ts));
    const gone = [...this.messages.keys()].filter((ts) => ts >= first && !current.has(ts));
    for (const ts of gone) this.messages.delete(ts);
    if (gone.length) this.#redraw();
    for (const message of messages) this.put(message);
  }

  remove(ts) {
    if (!this.messages.delete(ts)) return;
    this.#redraw();
  }

  get distanceFromEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight;
  }

  /** Go to the newest message and stay there. */
  toEnd() {
    this.isFollowing = true;
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Who reads the newest message sees all of it, also when it is edited, or a thread takes room from the channel. */
  #followWhatGrows() {
    const observer = new ResizeObserver(() => this.isFollowing && this.toEnd());
    observer.observe(this.list);
    observer.observe(this.node);
  }

  /** Draw everything again, for a new zone, name or clock. */
  refresh() {
    this.#redraw();
  }

  #sortAndRedraw() {
    this.messages = new Map([...this.messages].sort(([one], [other]) => (one < other ? -1 : 1)));
    this.#redraw();
  }

  #redraw() {
    const heights = new Map([...this.rows].map(([ts, { row }]) => [ts, row.offsetHeight]));
    this.rows.clear();
    let before = null;
    const nodes = [];
    for (const message of this.messages.values()) {
      nodes.push(...this.#drawRow(message, before));
      before = message;
    }
    for (const [ts, { row }] of this.rows) assumeHeight(row, heights.get(ts));
    fill(this.list, this.hasMore && h("p", { class: "older" }, "Scroll up for older messages"), nodes);
  }

  #before(message) {
    const all = [...this.messages.values()];
    return all[all.indexOf(message) - 1] ?? null;
  }

  #drawRow(message, before) {
    const zone = this.reader.person.tz;
    const isNewDay =
      !before || partsIn(zone, momentOf(before.ts)).date !== partsIn(zone, momentOf(message.ts)).date;
    const isFirstUnread =
      this.unreadAfter && message.ts > this.unreadAfter && (!before || before.ts <= this.unreadAfter);
    const isFollowUp = !isNewDay && !isFirstUnread && follows(before, message);
    const row = drawMessage(message, this.reader, { ...this.place, isFollowUp });
    this.rows.set(message.ts, { row, isFollowUp });
    return [
      isNewDay && this.#divider("day", dayName(zone, momentOf(message.ts), this.reader.now())),
      isFirstUnread && this.#divider("new", "New"),
      row,
    ].filter(Boolean);
  }

  #divider(kind, text) {
    return h("div", { class: `divider is-${kind}` }, h("span", {}, text));
  }

  #replace(message) {
    const old = this.rows.get(message.ts);
    if (!old) return;
    if (old.row.querySelector(OPEN)) return this.#replaceWhenShut(message.ts, old.row);
    const hadFocus = old.row.contains(document.activeElement);
    const action = document.activeElement?.dataset?.action;
    const row = drawMessage(message, this.reader, { ...this.place, isFollowUp: old.isFollowUp });
    assumeHeight(row, old.row.offsetHeight);
    old.row.replaceWith(row);
    this.rows.set(message.ts, { row, isFollowUp: old.isFollowUp });
    if (hadFocus)
      ((action && row.querySelector(`[data-action="${CSS.escape(action)}"]`)) || row).focus({
        preventScroll: true,
      });
  }

  /** A menu that somebody has open must not be taken away by what others do. */
  #replaceWhenShut(ts, row) {
    if (this.waiting.has(row)) return;
    this.waiting.add(row);
    const observer = new MutationObserver(() => {
      if (row.querySelector(OPEN)) return;
      observer.disconnect();
      this.waiting.delete(row);
      if (this.messages.has(ts)) this.#replace(this.messages.get(ts));
    });
    observer.observe(row, { subtree: true, attributeFilter: ["aria-expanded"] });
  }

  #scrolled() {
    this.isFollowing = this.distanceFromEnd < AT_END; // and not near it: that would hold back who scrolls up
    if (this.node.scrollTop < 80 && this.hasMore && this.onOlder && !this.isLoading) {
      this.isLoading = true;
      this.onOlder([...this.messages.keys()][0]).finally(() => {
        this.isLoading = false;
      });
    }
  }

  #steer(event) {
    if (event.target !== this.node && !event.target.classList.contains("message")) return;
    const rows = [...this.list.querySelectorAll(".message")];
    const at = rows.indexOf(document.activeElement);
    const moves = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? rows.length - 1 : at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, moves[event.key]))]?.focus();
  }
}

/** A new row is laid out a moment after it is put in: without the height it had before, others would move. */
function assumeHeight(row, height) {
  if (height) row.style.setProperty("contain-intrinsic-size", `auto ${height}px`);
}

function follows(before, message) {
  const same =
    before.user === message.user &&
    before.username === message.username &&
    !before.ephemeral === !message.ephemeral;
  return (
    same &&
    !message.ephemeral &&
    before.subtype === message.subtype &&
    !before.reply_count &&
    Number(message.ts) - Number(before.ts) < FOLLOW_UP_SECONDS
  );
}
