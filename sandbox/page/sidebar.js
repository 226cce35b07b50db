// The list of channels and people on the left of a seat, with what is unread.

import { fill, h, icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { openMenu } from "./menus.js";
import { clockTime } from "./time.js";

/** The sidebar of a seat; `seat` opens conversations and lets somebody else sit down. */
export class Sidebar {
  constructor(seat) {
    this.seat = seat;
    this.head = h("div", { class: "seat-head" });
    this.lists = h("div", { class: "sidebar-lists" });
    this.node = h(
      "nav",
      { class: "sidebar", "aria-label": `Conversations of ${seat.person.name}` },
      this.head,
      this.lists,
    );
  }

  draw() {
    const { seat } = this;
    this.drawHead();
    const focused = document.activeElement?.dataset?.conversation;
    const app = seat.directory.person(seat.directory.app.bot_user_id);
    fill(
      this.lists,
      this.#section("Channels", this.#channels()),
      this.#section("Apps", [this.#personRow(app)]),
      this.#section("Direct messages", this.#people()),
      this.#others(),
    );
    if (focused && this.node.contains(document.activeElement) === false)
      this.lists.querySelector(`[data-conversation="${CSS.escape(focused)}"]`)?.focus();
  }

  /** Draw who sits here and what time it is for them. */
  drawHead() {
    const isOpen = this.head.querySelector("[aria-expanded=true]");
    const hadFocus = this.head.contains(document.activeElement);
    if (isOpen) return;
    fill(this.head, this.#drawPerson());
    if (hadFocus) this.head.querySelector("button").focus();
  }

  #drawPerson() {
    const { person, directory } = this.seat;
    const change = (event) =>
      openMenu(
        event.currentTarget,
        "Act as",
        directory.humans.map((each) => this.#personItem(each)),
        { className: "people-menu" },
      );
    return h(
      "button",
      {
        type: "button",
        class: "act-as",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": `Acting as ${person.name}. Act as somebody else`,
        on: { click: change },
      },
      avatar(person, 36),
      h(
        "span",
        { class: "menu-text" },
        h("strong", {}, person.name),
        h("small", {}, `${clockTime(person.tz, this.seat.now())} · ${person.title || person.handle}`),
      ),
      icon("down", 14),
    );
  }

  #personItem(person) {
    const place = person.tz.split("/").at(-1).replaceAll("_", " ");
    return {
      lead: avatar(person, 28),
      label: person.name,
      hint: `${person.title || person.handle} · ${place} ${clockTime(person.tz, this.seat.now())}`,
      checked: person.id === this.seat.person.id,
      run: () => this.seat.become(person.id),
    };
  }

  #section(title, rows) {
    const kept = rows.filter(Boolean);
    return kept.length
      ? h(
          "section",
          {},
          h("h2", {}, title),
          h(
            "ul",
            {},
            kept.map((row) => h("li", {}, row)),
          ),
        )
      : null;
  }

  #channels() {
    const seen = this.seat.conversations.filter(
      (each) => each.kind !== "dm" && !each.archived && each.members.includes(this.seat.person.id),
    );
    return seen
      .sort((one, other) => one.name.localeCompare(other.name))
      .map((each) => this.#row(each, icon(each.kind === "private" ? "lock" : "hash", 15), each.name));
  }

  #people() {
    return this.seat.directory.humans.map((person) => this.#personRow(person));
  }

  #personRow(person) {
    if (!person) return null;
    const { seat } = this;
    const dm = seat.dmWith(person.id);
    const name = person.id === seat.person.id ? `${person.name} (you)` : person.name;
    const isAway = person.dnd_until && new Date(person.dnd_until) > seat.now();
    const face = [
      avatar(person, 20),
      isAway && h("span", { class: "dnd", title: "Do not disturb" }, icon("theme", 13)),
    ];
    return this.#row(dm ?? { id: person.id, unread: 0 }, face, name);
  }

  #row(conversation, lead, name) {
    const isOpen = this.seat.isShowing(conversation.id);
    const unread = isOpen ? 0 : (conversation.unread ?? 0);
    const label = unread ? `${name}, ${unread} unread` : name;
    return h(
      "button",
      {
        type: "button",
        class: unread ? "is-unread" : "",
        "aria-current": isOpen ? "page" : undefined,
        "aria-label": label,
        data: { conversation: conversation.id },
        on: { click: () => this.seat.open(conversation.id) },
      },
      lead,
      h("span", { class: "name" }, name),
      unread > 0 && h("span", { class: "count" }, String(unread)),
    );
  }

  #others() {
    const { seat } = this;
    const open = seat.directory.conversations.filter(
      (each) => each.kind === "channel" && !each.archived && !each.members.includes(seat.person.id),
    );
    return this.#section(
      "Not joined",
      open.map((each) => this.#row({ ...each, unread: 0 }, icon("hash", 15), each.name)),
    );
  }
}
