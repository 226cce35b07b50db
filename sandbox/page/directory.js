// Who and what is in the workspace, shared by every seat on the page.

import * as api from "./api.js";

const ANEW = "aligned-sandbox-anew";

/** Tell, once, whether the page was loaded again because the sandbox behind it is another one now. */
export function startedAnew() {
  const isAnew = sessionStorage.getItem(ANEW) !== null;
  sessionStorage.removeItem(ANEW);
  return isAnew;
}

/** People, conversations, the app and the clock, kept fresh; tells listeners when something changed. */
export class Directory extends EventTarget {
  #people = new Map();
  #conversations = new Map();
  #offset = 0;

  async load() {
    const workspace = await api.workspace();
    if (this.run && this.run !== workspace.run) return this.#beginAgain();
    this.run = workspace.run;
    this.name = workspace.name;
    this.app = workspace.app;
    this.#people = new Map(workspace.people.map((person) => [person.id, person]));
    this.#conversations = new Map(
      workspace.conversations.map((conversation) => [conversation.id, conversation]),
    );
    this.setClock(workspace.clock);
    this.#tell("changed");
  }

  /** Nothing on show is true any more; who waits for it waits for the page to be gone. */
  #beginAgain() {
    sessionStorage.setItem(ANEW, "yes");
    location.reload();
    return new Promise(() => {});
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
