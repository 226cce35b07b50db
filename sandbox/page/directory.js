// Who and what is in the workspace, shared by every seat on the page.

import * as api from "./api.js";

/** People, conversations, the app and the clock, kept fresh; tells listeners when something changed. */
export class Directory extends EventTarget {
  #people = new Map();
  #conversations = new Map();
  #offset = 0;

  async load() {
    const workspace = await api.workspace();
    this.name = workspace.name;
    this.app = workspace.app;
    this.#people = new Map(workspace.people.map((person) => [person.id, person]));
    this.#conversations = new Map(
      workspace.conversations.map((conversation) => [conversation.id, conversation]),
    );
    this.setClock(workspace.clock);
    this.#tell("changed");
  }

  get people() {
    return [...this.#people.values()];
  }
  get humans() {
    return this.people.filter((person) => !person.is_bot && !person.deleted);
  }
  get conversations() {
    return [...this.#conversations.values()];
  }
  get offset() {
    return this.#offset;
  }
  /** An app that takes deliveries over HTTP has no sockets to count. */
  get isConnected() {
    return this.app.connections > 0 || this.app.socket_mode === false;
  }

  person(reference) {
    return this.#people.get(reference) ?? this.people.find((person) => person.handle === reference);
  }

  conversation(reference) {
    const name = String(reference).replace(/^#/, "");
    return (
      this.#conversations.get(reference) ??
      this.conversations.find((each) => each.kind !== "dm" && each.name === name)
    );
  }

  /** The moment it is in the sandbox. */
  now() {
    return new Date(Date.now() + this.#offset * 1000);
  }

  setClock(clock) {
    this.#offset = clock.offset ?? (new Date(clock.now) - Date.now()) / 1000;
    this.#tell("clock");
  }

  setConnections(connections) {
    if (this.app.connections === connections) return;
    this.app = { ...this.app, connections };
    this.#tell("app");
  }

  putPerson(person) {
    this.#people.set(person.id, person);
    this.#tell("changed");
  }

  putConversation(conversation) {
    this.#conversations.set(conversation.id, {
      ...this.#conversations.get(conversation.id),
      ...conversation,
    });
    this.#tell("changed");
  }

  /** What a conversation is called by one of its readers. */
  nameFor(conversation, reader) {
    if (conversation.kind !== "dm") return conversation.name;
    return this.otherIn(conversation, reader)?.name ?? conversation.name;
  }

  /** The other person of a direct message; somebody writing to themselves is their own other. */
  otherIn(conversation, reader) {
    return this.person(conversation.members.find((id) => id !== reader) ?? reader);
  }

  isAppDm(conversation) {
    return conversation.kind === "dm" && conversation.members.includes(this.app.bot_user_id);
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
