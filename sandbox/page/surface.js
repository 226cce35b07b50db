// What interactions do, depending on where the blocks stand: in a message, a modal or the home tab.

import { h } from "./dom.js";
import { notice } from "./notices.js";
import { initialValue } from "./values.js";

const PROBLEMS = {
  operation_timeout: "took longer than 3 seconds to answer",
  dispatch_failed: "could not be reached",
  dispatch_unknown_command: "does not know this command",
};

/** Say in words why an interaction failed. */
export const explain = (problem, app) =>
  `${app.name} ${PROBLEMS[problem] ?? "did not accept this"} (${problem}).`;

// In messages and the home tab every change is an interaction at once.
const AT_ONCE = {
  value: (block, element) => initialValue(element),
  changed: (block, element, value, node, seat) => seat.act(element, value, node),
  typed: () => {},
};

/** Bind blocks to a reader; `handlers` may keep values and changes to themselves, as modals do. */
export function bindSurface(reader, container, handlers = {}) {
  return new BoundBlock(reader, container, { ...AT_ONCE, ...handlers }, {});
}

/** One block before one reader: what its elements show and what they do. */
class BoundBlock {
  #reader;
  #container;
  #handlers;
  #block;

  constructor(reader, container, handlers, block) {
    [this.#reader, this.#container, this.#handlers, this.#block] = [reader, container, handlers, block];
    for (const name of ["directory", "person", "now", "open", "tell"]) this[name] = reader[name];
  }

  /** The same surface for another block. */
  block(block) {
    return new BoundBlock(this.#reader, this.#container, this.#handlers, block);
  }

  value(element) {
    return this.#handlers.value(this.#block, element);
  }

  changed(element, value, node) {
    this.#handlers.changed(this.#block, element, value, node, this);
  }

  typed(element, value, dispatches, node) {
    this.#handlers.typed(this.#block, element, value, dispatches, node, this);
  }

  /** Somebody pressed Enter; tells whether that did something. */
  entered(element, value, node) {
    if (!this.#block.dispatch_action) return false;
    this.act(element, value, node);
    return true;
  }

  /** Options of the app for what somebody typed, alone or in groups; none where they cannot be had. */
  async suggest(element, query) {
    const nothing = { options: [], option_groups: [] };
    try {
      const { problem, ...offer } = await this.#reader.api.suggest({ ...this.#place(element), query });
      if (problem) this.tell(explain(problem, this.directory.app), "problem");
      return problem ? nothing : offer;
    } catch (error) {
      this.tell(`The app was not asked for options: ${error.message}`, "problem");
      return nothing;
    }
  }

  /** Send an interaction; what goes wrong is said below the block. */
  async act(element, value, node) {
    const block = node?.closest(".block") ?? node;
    block?.querySelector(".act-error")?.remove();
    node?.classList.add("is-busy");
    notice("acted", { action: element.action_id });
    try {
      const { ok, problem } = await this.#reader.api.act({ ...this.#place(element), value });
      if (!ok && problem) complain(block, explain(problem, this.directory.app));
    } catch (error) {
      complain(block, error.message);
    } finally {
      node?.classList.remove("is-busy");
    }
  }

  #place(element) {
    return { container: this.#container, block_id: this.#block.block_id, action_id: element.action_id };
  }
}

function complain(block, sentence) {
  block?.append(h("div", { class: "act-error", role: "alert" }, sentence));
}
