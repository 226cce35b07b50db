// A thread in the pane on the right.

import { h, iconButton } from "./dom.js";
import { drawComposer } from "./composer.js";
import { notice } from "./notices.js";
import { Timeline } from "./timeline.js";

/** Show one thread to the person of a seat. */
export class ThreadView {
  constructor(seat, conversation, ts) {
    Object.assign(this, { seat, conversation, ts });
    const name = seat.directory.nameFor(conversation, seat.person.id);
    const place = { channel: conversation.id, inThread: true, openThread: () => {} };
    this.timeline = new Timeline(seat, place, { label: `Thread in ${name}` });
    const head = h(
      "header",
      { class: "conversation-head" },
      h("h2", {}, "Thread"),
      h("span", { class: "topic" }, conversation.kind === "dm" ? name : `#${name}`),
      h("span", { class: "grow" }),
      iconButton("close", "Close thread", () => seat.closeThread()),
    );
    const composer = conversation.archived
      ? null
      : drawComposer(
          seat,
          { channel: conversation.id, threadTs: ts, label: "Reply…" },
          (message) => message && this.timeline.put(message),
        );
    this.node = h(
      "aside",
      {
        class: "thread",
        "aria-label": `Thread in ${name}, ${seat.person.name}`,
        on: { keydown: (event) => event.key === "Escape" && seat.closeThread() },
      },
      head,
      this.timeline.node,
      h("div", { class: "foot" }, composer),
    );
  }

  async load() {
    this.timeline.show(await this.seat.api.thread(this.conversation.id, this.ts));
    notice("thread", { conversation: this.conversation.id });
  }

  /** Take in a message if it belongs here. */
  put(message) {
    if (message.ts === this.ts || message.thread_ts === this.ts) this.timeline.put(message);
  }

  remove(ts) {
    this.timeline.remove(ts);
  }
}
