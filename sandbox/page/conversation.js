// The middle of a seat: one conversation with its head, messages and composer.

import { fill, h, icon, iconButton } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawComposer } from "./composer.js";
import { notice } from "./notices.js";
import { Timeline } from "./timeline.js";

/** Show one conversation to the person of a seat. */
export class ConversationView {
  constructor(seat, conversation) {
    Object.assign(this, { seat, conversation });
    const name = seat.directory.nameFor(conversation, seat.person.id);
    this.name = name;
    const place = { channel: conversation.id, inThread: false, openThread: (ts) => seat.openThread(ts) };
    this.timeline = new Timeline(seat, place, {
      label: `Messages in ${name}`,
      onOlder: (ts) => this.#older(ts),
    });
    this.foot = h("div", { class: "foot" });
    this.node = h(
      "section",
      { class: "conversation", "aria-label": name },
      this.#head(),
      this.timeline.node,
      this.foot,
    );
    this.#drawFoot();
  }

  #head() {
    const { seat, conversation } = this;
    const other = conversation.kind === "dm" && seat.directory.otherIn(conversation, seat.person.id);
    const lead = other ? avatar(other, 26) : icon(conversation.kind === "private" ? "lock" : "hash", 20);
    const about = other ? other.title : conversation.topic;
    const members =
      conversation.kind === "dm"
        ? null
        : h(
            "span",
            {
              class: "members",
              title: conversation.members.map((id) => seat.directory.person(id)?.name ?? id).join(", "),
            },
            icon("people", 16),
            String(conversation.members.length),
            h("span", { class: "sr" }, " members"),
          );
    const tabs = seat.directory.isAppDm(conversation) ? seat.drawAppTabs("messages") : null;
    return h(
      "header",
      { class: "conversation-head" },
      iconButton("menu", "Show conversations", () => seat.showSidebar(), {
        class: "icon-button only-narrow",
      }),
      lead,
      h("h2", {}, this.name),
      tabs,
      about && h("span", { class: "topic" }, about),
      h("span", { class: "grow" }),
      members,
    );
  }

  get typed() {
    return this.foot.querySelector("textarea")?.value ?? "";
  }

  set typed(text) {
    const field = this.foot.querySelector("textarea");
    field.value = text;
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  #drawFoot() {
    const { seat, conversation } = this;
    const isNew = !conversation.members;
    if (conversation.archived) fill(this.foot, h("p", { class: "locked" }, "This channel is archived."));
    else if (!isNew && !conversation.members.includes(seat.person.id)) fill(this.foot, this.#joinBar());
    else
      fill(
        this.foot,
        drawComposer(
          seat,
          { channel: conversation.id, label: `Message ${conversation.kind === "dm" ? "" : "#"}${this.name}` },
          (message) => this.#said(message),
        ),
      );
  }

  #joinBar() {
    const join = () => this.seat.joins(this.conversation.id);
    return h(
      "p",
      { class: "locked" },
      `You are looking at #${this.name}. `,
      h("button", { type: "button", class: "button is-primary", on: { click: join } }, "Join channel"),
    );
  }

  #said(message) {
    if (message) this.timeline.put(message);
  }

  async load() {
    const { messages, has_more: hasMore } = await this.seat.api.messages(this.conversation.id);
    const known = this.seat.conversations.find((each) => each.id === this.conversation.id);
    const unreadAfter = known?.unread ? known.last_read || "0" : null;
    this.timeline.show(messages, { hasMore, unreadAfter });
    notice("opened", { conversation: this.conversation.id, messages });
    this.markRead();
  }

  async #older(before) {
    const { messages, has_more: hasMore } = await this.seat.api.messages(this.conversation.id, before);
    this.timeline.prepend(messages, hasMore);
  }

  /** Say that everything shown has been read. */
  markRead() {
    const latest = [...this.timeline.messages.values()].filter((message) => !message.ephemeral).at(-1);
    if (!latest || !this.conversation.members?.includes(this.seat.person.id)) return;
    this.seat.api.read(this.conversation.id, latest.ts).then(
      () => this.seat.refreshUnread(),
      () => {},
    );
  }

  /** Take in what happened here. */
  put(message) {
    const isReply = message.thread_ts && message.thread_ts !== message.ts;
    if (isReply) this.#countReply(message);
    if (isReply && message.subtype !== "thread_broadcast" && !message.ephemeral) return;
    if (isReply && message.ephemeral) return;
    this.timeline.put(message);
    this.markRead();
  }

  #countReply(reply) {
    const root = this.timeline.messages.get(reply.thread_ts);
    if (!root || reply.ephemeral || (root.latest_reply ?? "") >= reply.ts) return;
    const users = [...new Set([...(root.reply_users ?? []), reply.user])];
    this.timeline.put({
      ...root,
      reply_count: (root.reply_count ?? 0) + 1,
      reply_users: users,
      latest_reply: reply.ts,
    });
  }
}
