// One person's seat at the workspace: sidebar, conversation, thread and modals, all through their eyes.

import { Person } from "./api.js";
import { ConversationView } from "./conversation.js";
import { debounced, fill, h } from "./dom.js";
import { HomeView } from "./home.js";
import { connect } from "./live.js";
import { ModalStack } from "./modal.js";
import { notice, tellProblem, toast } from "./notices.js";
import { Sidebar } from "./sidebar.js";
import { ThreadView } from "./thread.js";

/** A seat for one person. `hall` is told when it wants another person, or when its place changed. */
export class Seat {
  constructor(directory, personId, hall) {
    Object.assign(this, { directory, hall, conversations: [], main: null, thread: null });
    this.person = directory.person(personId);
    this.api = new Person(this.person.id);
    this.now = () => directory.now();
    this.open = async (id, threadTs) => {
      await this.show(id);
      if (threadTs) await this.openThread(threadTs);
    };
    this.tell = toast;
    this.sidebar = new Sidebar(this);
    this.modals = new ModalStack(this);
    this.middle = h("div", { class: "middle" });
    this.body = h("div", { class: "seat-body" }, this.sidebar.node, this.middle);
    this.middle.addEventListener("pointerdown", () => this.#hideSidebar());
    this.sidebar.node.addEventListener("keydown", ({ key }) => key === "Escape" && this.#hideSidebar());
    this.node = h(
      "section",
      { class: "seat", "aria-label": `Seat of ${this.person.name}`, data: { person: this.person.handle } },
      this.body,
      this.modals.layer,
    );
    this.refreshUnread = debounced(
      () => this.#loadConversations().then(() => this.sidebar.draw(), tellProblem),
      120,
    );
    this.leave = connect(
      this.person.id,
      (event) => this.#heard(event),
      (status) => this.#status(status),
    );
  }

  /** Load everything and show a place: {conversation, thread}. */
  async start(place = {}) {
    await this.#loadConversations();
    const first =
      this.#find(place.conversation) ??
      this.conversations.find((each) => each.kind === "channel") ??
      this.conversations[0];
    await (place.conversation === "home" ? this.showHome() : first && this.show(first.id));
    if (place.thread && place.thread !== "") await this.openThread(place.thread).catch(() => {});
    await this.refreshModals();
  }

  /** Ask for the stack of modals, unless a newer one arrives by itself before the answer. */
  async refreshModals() {
    const asked = this.modals.shows;
    const stack = await this.api.modals();
    if (asked === this.modals.shows) this.modals.show(stack);
  }

  async #loadConversations() {
    this.conversations = await this.api.conversations();
    await this.#becomeReal();
  }

  /** What was opened before its first message may exist by now; what somebody was typing there stays. */
  async #becomeReal() {
    const shown = this.main?.conversation;
    const found = shown?.isNew && this.dmWith(shown.id);
    if (!found) return;
    const { typed } = this.main;
    const showing = this.show(found.id);
    if (typed) this.main.typed = typed;
    await showing;
  }

  /** The direct messages with a person, if there are any. */
  dmWith(personId) {
    return this.conversations.find(
      (each) =>
        each.kind === "dm" && personId && this.directory.otherIn(each, this.person.id)?.id === personId,
    );
  }

  #find(reference) {
    if (!reference) return undefined;
    const known = this.directory.conversation(reference);
    return this.conversations.find((each) => each.id === (known?.id ?? reference)) ?? known;
  }

  isShowing(id) {
    return this.main instanceof ConversationView
      ? this.main.conversation.id === id
      : this.home && id === this.directory.app.bot_user_id;
  }

  get home() {
    return this.main instanceof HomeView ? this.main : null;
  }

  /** Show a conversation, or start one with a person whose id is given. */
  async show(reference) {
    const conversation = this.#find(reference) ?? this.dmWith(reference) ?? this.#newDm(reference);
    if (!conversation) return;
    this.#endThread();
    this.#put(new ConversationView(this, conversation));
    if (this.directory.isAppDm(conversation)) this.api.openMessages().catch(tellProblem);
    if (conversation.isNew) return;
    await this.main.load().catch(tellProblem);
  }

  #newDm(personId) {
    const person = this.directory.person(personId);
    return (
      person && {
        id: person.id,
        kind: "dm",
        name: person.name,
        members: [this.person.id, person.id],
        isNew: true,
      }
    );
  }

  /** Go to a place one was at before. */
  async visit({ conversation, thread = "" }) {
    if (conversation !== this.place.conversation)
      await (conversation === "home" ? this.showHome() : this.show(conversation));
    if (thread === this.place.thread) return;
    if (thread) await this.openThread(thread);
    else this.closeThread();
  }

  async showHome() {
    this.#endThread();
    this.#put(new HomeView(this));
    await this.main.load().catch(tellProblem);
  }

  #put(view) {
    this.main = view;
    fill(this.middle, view.node);
    this.#hideSidebar();
    this.sidebar.draw();
    this.hall.moved();
  }

  /** Switch between the app's messages and its home. */
  drawAppTabs(current) {
    const dm = this.conversations.find((each) => this.directory.isAppDm(each));
    const tab = (name, label, run) =>
      h(
        "button",
        {
          type: "button",
          class: "tab",
          "aria-current": name === current ? "page" : undefined,
          on: { click: run },
        },
        label,
      );
    return h(
      "span",
      { class: "tabs", role: "group", "aria-label": "App tabs" },
      tab("home", "Home", () => this.showHome()),
      tab("messages", "Messages", () => this.show(dm?.id ?? this.directory.app.bot_user_id)),
    );
  }

  async openThread(ts) {
    if (!(this.main instanceof ConversationView)) return;
    this.#endThread();
    this.thread = new ThreadView(this, this.main.conversation, ts);
    this.body.append(this.thread.node);
    this.node.classList.add("has-thread");
    this.hall.moved();
    await this.thread.load().catch((error) => {
      tellProblem(error);
      this.closeThread();
    });
    this.thread?.node.querySelector("textarea")?.focus({ preventScroll: true });
  }

  closeThread() {
    this.#endThread();
    this.hall.moved();
  }

  /** Take the thread away; the address waits for what comes next, or a reload in between would end up elsewhere. */
  #endThread() {
    this.thread?.node.remove();
    this.thread = null;
    this.node.classList.remove("has-thread");
  }

  /** Where there is no room for it, the sidebar comes when it is called, and goes with Escape or a press beside it. */
  showSidebar() {
    this.node.classList.add("shows-sidebar");
    this.sidebar.node.querySelector("[aria-current]")?.focus();
  }

  #hideSidebar() {
    const hadFocus = this.sidebar.node.contains(document.activeElement);
    if (!this.node.classList.contains("shows-sidebar")) return;
    this.node.classList.remove("shows-sidebar");
    if (hadFocus) this.middle.querySelector(".only-narrow")?.focus();
  }

  setInert(isInert) {
    this.body.inert = isInert;
  }

  become(personId) {
    if (personId === this.person.id) return;
    notice("acted_as", { person: this.directory.person(personId).handle });
    this.hall.reseat(this, personId);
  }

  get place() {
    return {
      person: this.person.handle,
      conversation: this.home ? "home" : (this.main?.conversation?.id ?? ""),
      thread: this.thread?.ts ?? "",
    };
  }

  async joins(channel) {
    await this.api.join(channel).catch(tellProblem);
    await this.directory.load();
    await this.start({ conversation: channel });
  }

  /** Ask the server again for everything on show, without taking away what somebody is typing. */
  async catchUp() {
    await this.directory.load();
    await this.#loadConversations();
    this.sidebar.draw();
    if (this.main instanceof ConversationView && !this.main.conversation.isNew) await this.#refreshMessages();
    await this.home?.refresh();
    await this.refreshModals();
  }

  async #refreshMessages() {
    const { conversation, timeline } = this.main;
    timeline.catchUp((await this.api.messages(conversation.id)).messages);
    if (this.thread) this.thread.timeline.catchUp(await this.api.thread(conversation.id, this.thread.ts));
  }

  /** The clock moved: what was today may be yesterday now. */
  retimed() {
    this.sidebar.drawHead();
    this.main?.timeline?.refresh();
    this.thread?.timeline.refresh();
  }

  #status(status) {
    this.hall.linked(this, status === "back");
    if (status === "back") this.catchUp().catch(tellProblem);
  }

  #heard(event) {
    const handle = HANDLERS[event.type];
    if (handle) handle(this, event);
  }

  /** The conversation an event is about, if it is the one on show. */
  shown(event) {
    return this.main instanceof ConversationView && this.main.conversation.id === event.conversation
      ? this.main
      : null;
  }

  took(event) {
    const { message } = event;
    if (!message) return;
    if (message.bot_id) notice("app_spoke", { conversation: event.conversation, text: message.text });
    this.shown(event)?.put(message);
    if (this.shown(event)) this.thread?.put(message);
    this.refreshUnread();
  }

  changed(event) {
    const { message } = event;
    if (!message || !this.shown(event)) return;
    const isReply = message.thread_ts && message.thread_ts !== message.ts;
    if (this.main.timeline.messages.has(message.ts) || !isReply) this.main.timeline.put(message);
    this.thread?.put(message);
  }

  removed(event) {
    this.shown(event)?.timeline.remove(event.ts);
    if (this.shown(event)) this.thread?.remove(event.ts);
    this.refreshUnread();
  }
}

const HANDLERS = {
  message: (seat, event) => seat.took(event),
  ephemeral: (seat, event) => seat.took({ ...event, message: { ...event.message, ephemeral: true } }),
  message_changed: (seat, event) => seat.changed(event),
  message_deleted: (seat, event) => seat.removed(event),
  reaction: (seat, event) => seat.changed(event),
  view: (seat, event) => seat.modals.show(event.stack ?? []),
  home: (seat, event) => seat.home?.show(event.view),
  clock: (seat, event) => seat.hall.clock(event.clock ?? event),
  app: (seat, event) => seat.hall.app(event),
  conversation: (seat, event) => {
    if (event.conversation?.id) seat.directory.putConversation(event.conversation);
    seat.refreshUnread();
  },
  person: (seat, event) => event.person && seat.directory.putPerson(event.person),
  traffic: (seat, event) => seat.hall.traffic(event),
};
