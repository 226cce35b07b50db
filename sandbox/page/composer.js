// Where people write: with completion for commands, people, channels and emoji.

import { fill, freshId, h, icon, iconButton } from "./dom.js";
import { avatar } from "./avatar.js";
import { draftAt, keepDraft } from "./drafts.js";
import { emojiStarting } from "./emoji.js";
import { openMenu } from "./menus.js";
import { notice, tellProblem } from "./notices.js";
import { explain } from "./surface.js";

/** Draw a composer. `target` is {channel, threadTs, label}; `onSaid(message)` hears the message that was sent. */
export function drawComposer(reader, target, onSaid = () => {}) {
  return new Composer(reader, target, onSaid).node;
}

class Composer {
  constructor(reader, target, onSaid) {
    Object.assign(this, { reader, target, onSaid });
    this.listId = freshId("complete");
    this.place = [reader.person.id, target.channel, target.threadTs].join("/");
    this.field = h("textarea", {
      rows: 1,
      value: draftAt(this.place),
      "aria-label": target.label,
      placeholder: target.label,
      "aria-autocomplete": "list",
      "aria-controls": this.listId,
      spellcheck: "true",
      on: { input: () => this.typed(), keydown: (event) => this.steer(event), blur: () => this.shut() },
    });
    const list = { id: this.listId, class: "completions", role: "listbox", hidden: true };
    this.list = h("ul", { ...list, "aria-label": "Suggestions" });
    this.note = h("div", { class: "composer-note", role: "status" });
    this.broadcast = target.threadTs && h("input", { type: "checkbox" });
    const box = h("div", { class: "composer-box" }, this.field, this.drawTools());
    const props = { class: "composer", on: { submit: (event) => event.preventDefault() } };
    this.node = h("form", props, this.note, this.list, box);
    if (this.field.value) requestAnimationFrame(() => this.fit());
  }

  drawTools() {
    const menu = { "aria-haspopup": "menu", "aria-expanded": "false" };
    const open = (event) => this.openShortcuts(event.currentTarget);
    return h(
      "div",
      { class: "composer-tools" },
      !this.target.threadTs && iconButton("bolt", "Shortcuts", open, menu),
      this.broadcast && h("label", { class: "also" }, this.broadcast, "Also send to the channel"),
      h("span", { class: "grow" }),
      iconButton("send", "Send", () => this.submit(), { class: "icon-button send" }),
    );
  }

  /** As high as what is in it. */
  fit() {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(200, this.field.scrollHeight)}px`);
  }

  /** Put a text into the field. */
  put(text) {
    this.field.value = text;
    keepDraft(this.place, text);
    this.fit();
  }

  typed() {
    this.put(this.field.value);
    fill(this.note);
    const found = this.completions();
    if (found.length) this.show(found);
    else this.shut();
  }

  completions() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const [word] = before.match(/\S*$/);
    this.word = word;
    if (/^\/\S*$/.test(before)) return this.commands(before);
    if (word.startsWith("@")) return this.people(word.slice(1).toLowerCase());
    if (word.startsWith("#")) return this.channels(word.slice(1).toLowerCase());
    if (/^:[a-z0-9_+-]{2,}$/.test(word))
      return emojiStarting(word.slice(1)).map(([name, picture]) => ({
        insert: picture,
        label: `${picture} :${name}:`,
      }));
    return [];
  }

  commands(start) {
    return this.reader.directory.app.commands
      .filter(({ command }) => command.startsWith(start.toLowerCase()))
      .map(({ command, description, usage_hint: hint }) => ({
        insert: `${command} `,
        label: `${command} ${hint ?? ""}`,
        hint: description,
        lead: icon("bolt", 16),
      }));
  }

  people(start) {
    const known = this.reader.directory.people.filter(
      (person) =>
        !person.deleted && (person.handle.startsWith(start) || person.name.toLowerCase().includes(start)),
    );
    const all = ["here", "channel"]
      .filter((name) => name.startsWith(start))
      .map((name) => ({ insert: `@${name} `, label: `@${name}`, hint: "Everybody in this channel" }));
    return [
      ...known.map((person) => ({
        insert: `@${person.handle} `,
        label: person.name,
        hint: person.title,
        lead: avatar(person, 22),
      })),
      ...all,
    ].slice(0, 8);
  }

  channels(start) {
    return this.reader.directory.conversations
      .filter((each) => each.kind === "channel" && each.name.startsWith(start))
      .slice(0, 8)
      .map((each) => ({ insert: `#${each.name} `, label: each.name, lead: icon("hash", 14) }));
  }

  show(found) {
    this.found = found;
    fill(
      this.list,
      found.map((choice, index) =>
        h(
          "li",
          {
            id: `${this.listId}-${index}`,
            role: "option",
            "aria-selected": "false",
            on: { pointerdown: (event) => this.take(index, event) },
          },
          choice.lead,
          h("span", { class: "menu-text" }, choice.label, choice.hint && h("small", {}, choice.hint)),
        ),
      ),
    );
    this.list.hidden = false;
    this.mark(0);
  }

  mark(index) {
    this.at = (index + this.found.length) % this.found.length;
    [...this.list.children].forEach((node, each) =>
      node.setAttribute("aria-selected", String(each === this.at)),
    );
    this.field.setAttribute("aria-activedescendant", `${this.listId}-${this.at}`);
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
  }

  take(index, event) {
    event?.preventDefault();
    const end = this.field.selectionStart;
    const start = end - this.word.length;
    this.field.setRangeText(this.found[index].insert, start, end, "end");
    this.shut();
    this.field.focus();
  }

  shut() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  steer(event) {
    if (event.isComposing) return;
    if (!this.list.hidden && this.steerList(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  steerList(event) {
    const isWhole = this.found[this.at]?.insert.trim() === this.word;
    if (event.key === "Enter" && isWhole) return false;
    const runs = {
      ArrowDown: () => this.mark(this.at + 1),
      ArrowUp: () => this.mark(this.at - 1),
      Tab: () => this.take(this.at),
      Enter: () => this.take(this.at),
      Escape: () => this.shut(),
    };
    if (!runs[event.key]) return false;
    event.preventDefault();
    event.stopPropagation();
    runs[event.key]();
    return true;
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    this.shut();
    if (text.startsWith("/") && this.target.threadTs) {
      this.tell("Slash commands do not work in threads. Use a shortcut from the message menu instead.");
      return;
    }
    this.field.value = "";
    this.typed();
    try {
      await (text.startsWith("/") ? this.run(text) : this.say(text));
    } catch (error) {
      fill(this.note);
      this.put(text);
      tellProblem(error);
    }
  }

  async say(text) {
    const { channel, threadTs } = this.target;
    const { message } = await this.reader.api.say({
      channel,
      text,
      thread_ts: threadTs,
      broadcast: this.broadcast?.checked || undefined,
    });
    if (this.broadcast) this.broadcast.checked = false;
    notice(threadTs ? "replied" : "said", { channel });
    this.onSaid(message);
  }

  async run(text) {
    const [command] = text.split(/\s/);
    this.tell(`Sending ${command}…`);
    notice("commanded", { command, text });
    const { ok, problem, message } = await this.reader.api.command(this.target.channel, text);
    fill(this.note);
    if (ok) return;
    this.put(text);
    this.tell(message ?? `${command} failed: ${explain(problem, this.reader.directory.app)}`, true);
  }

  tell(sentence, isProblem = false) {
    fill(this.note, h("span", { class: isProblem ? "is-problem" : "" }, sentence));
  }

  openShortcuts(anchor) {
    const { app } = this.reader.directory;
    const items = app.shortcuts
      .filter((each) => each.type === "global")
      .map((shortcut) => ({
        label: shortcut.name,
        hint: shortcut.description || app.name,
        icon: "bolt",
        run: () => this.runShortcut(shortcut),
      }));
    const commands = app.commands.map(({ command, description }) => ({
      label: command,
      hint: description,
      icon: "menu",
      run: () => this.start(command),
    }));
    openMenu(anchor, "Shortcuts", [...items, items.length ? "-" : null, ...commands].filter(Boolean));
  }

  start(command) {
    this.put(`${command} `);
    this.field.focus();
  }

  async runShortcut(shortcut) {
    notice("shortcut", { callback: shortcut.callback_id });
    try {
      const { ok, problem } = await this.reader.api.shortcut({ callback_id: shortcut.callback_id });
      if (!ok) this.tell(explain(problem, this.reader.directory.app), true);
    } catch (error) {
      tellProblem(error);
    }
  }
}
