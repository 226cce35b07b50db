// The stack of modals in front of one person. The server keeps what is typed, so a reload loses nothing.

import { debounced, fill, freshId, h, iconButton } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { words } from "./text.js";
import { notice, tellProblem } from "./notices.js";
import { bindSurface, explain } from "./surface.js";
import { initialValue, objection, valueOfState } from "./values.js";

/** Draw the top of a person's stack over their seat, and nothing where the stack is empty. */
export class ModalStack {
  constructor(seat) {
    this.seat = seat;
    this.values = new Map();
    this.shows = 0;
    this.layer = h("div", { class: "modal-layer", hidden: true });
    this.unsaved = new Map();
    this.saveSoon = debounced(() => this.#save(), 250);
  }

  /** Show a stack as the server described it. */
  show(stack) {
    this.shows += 1;
    const top = stack.at(-1) ?? null;
    const isSame = top && this.top?.id === top.id;
    if (isSame && this.top.hash === top.hash && !top.errors) return;
    this.stack = stack;
    this.top = top;
    if (!top) return this.#hide();
    this.#remember(top);
    const focus = isSame ? this.#focusKey() : null;
    const scrolled = isSame ? this.body.scrollTop : 0;
    this.#draw(top);
    this.body.scrollTop = scrolled;
    this.#restoreFocus(focus);
    if (!isSame) notice("modal", { callback: top.callback_id });
  }

  #hide() {
    if (!this.layer.hidden) notice("modal_closed");
    this.layer.hidden = true;
    fill(this.layer);
    this.seat.setInert(false);
    this.opener?.isConnected && this.opener.focus();
    this.opener = null;
  }

  #remember(view) {
    const known = this.values.get(view.id) ?? new Map();
    const fresh = new Map();
    for (const [blockId, actions] of Object.entries(view.state?.values ?? {})) {
      for (const [actionId, state] of Object.entries(actions)) {
        const key = keyOf(blockId, actionId);
        fresh.set(key, known.has(key) ? known.get(key) : valueOfState(state));
      }
    }
    this.values.set(view.id, fresh);
  }

  #draw(view) {
    if (this.layer.hidden) this.opener = document.activeElement;
    const titleId = freshId("title");
    const depth = this.stack.length;
    this.body = h(
      "div",
      { class: "modal-body" },
      this.#drawDepth(depth),
      h("div", { class: "modal-problem", role: "alert" }),
      drawBlocks(view.blocks, this.#surface(view)),
    );
    this.dialog = h(
      "div",
      {
        class: "modal",
        role: "dialog",
        "aria-labelledby": titleId,
        tabindex: -1,
        on: { keydown: (event) => this.#steer(event) },
      },
      h(
        "form",
        { novalidate: true, on: { submit: (event) => this.#submit(event) } },
        h(
          "header",
          {},
          h("h2", { id: titleId }, words(view.title)),
          iconButton("close", "Close", () => this.#close(depth > 1), { class: "icon-button" }),
        ),
        this.body,
        this.#drawFoot(view, depth),
      ),
    );
    fill(this.layer, this.dialog);
    this.layer.hidden = false;
    this.seat.setInert(true);
    this.#showErrors(view.errors ?? {});
  }

  #drawDepth(depth) {
    return (
      depth > 1 &&
      h(
        "p",
        { class: "modal-depth" },
        `Step ${depth} of a stack, back returns to “${words(this.stack.at(-2).title)}”`,
      )
    );
  }

  #drawFoot(view, depth) {
    const close = h(
      "button",
      { type: "button", class: "button", on: { click: () => this.#close(false) } },
      words(view.close) || (depth > 1 ? "Back" : "Cancel"),
    );
    this.submitButton =
      view.submit &&
      h(
        "button",
        { type: "submit", class: "button is-primary", disabled: view.submit_disabled === true },
        words(view.submit),
      );
    return h(
      "footer",
      {},
      h("span", { class: "modal-app" }, this.seat.directory.app.name),
      h("span", { class: "grow" }),
      close,
      this.submitButton,
    );
  }

  #surface(view) {
    const store = this.values.get(view.id);
    const put = (block, element, value) => {
      store.set(keyOf(block.block_id, element.action_id), value);
      this.unsaved.set(keyOf(block.block_id, element.action_id), [view.id, block, element, value]);
      this.saveSoon();
      this.#showErrors({ [block.block_id]: "" });
    };
    return bindSurface(
      this.seat,
      { type: "view", view_id: view.id },
      {
        value: (block, element) => {
          const key = keyOf(block.block_id, element.action_id);
          return store.has(key) ? store.get(key) : initialValue(element);
        },
        changed: (block, element, value, node, bound) => {
          put(block, element, value);
          if (block.type !== "input" || block.dispatch_action) bound.act(element, value, node);
        },
        typed: (block, element, value, dispatches, node, bound) => {
          put(block, element, value);
          if (block.dispatch_action && dispatches) this.#dispatch(bound, element, value, node);
        },
      },
    );
  }

  /** Let the server remember what was typed, so that a reload finds it again. */
  #save() {
    for (const [viewId, block, element, value] of this.unsaved.values()) {
      const entry = { block_id: block.block_id, action_id: element.action_id, value };
      this.seat.api.keepValue(viewId, entry).catch(() => {});
    }
    this.unsaved.clear();
  }

  #dispatch = debounced((bound, element, value, node) => bound.act(element, value, node), 300);

  async #submit(event) {
    event.preventDefault();
    const view = this.top;
    const values = this.#collect(view);
    const objections = this.#objections(view);
    this.#showErrors(objections);
    if (Object.values(objections).some(Boolean)) return this.#focusFirstError();
    this.unsaved.clear();
    this.#setBusy(true);
    notice("submitted", { callback: view.callback_id });
    try {
      await this.#settle(view, await this.seat.api.submit(view.id, values));
    } catch (error) {
      this.#tell(error.message);
    } finally {
      this.#setBusy(false);
    }
  }

  async #settle(view, { ok, problem, response_action: action, errors }) {
    if (action === "errors" || (errors && Object.keys(errors).length)) {
      this.#showErrors(errors);
      this.#focusFirstError();
    } else if (!ok)
      this.#tell(`${explain(problem, this.seat.directory.app)} What you typed is kept; try again.`);
    else await this.seat.refreshModals();
  }

  #collect(view) {
    const values = {};
    for (const [key, value] of this.values.get(view.id)) {
      const [blockId, actionId] = JSON.parse(key);
      (values[blockId] ??= {})[actionId] = value;
    }
    return values;
  }

  #objections(view) {
    const store = this.values.get(view.id);
    const inputs = view.blocks
      .flatMap((block) => [block, ...(block.child_blocks ?? [])])
      .filter((block) => block.type === "input");
    return Object.fromEntries(
      inputs.map((block) => [
        block.block_id,
        objection(block, block.element, store.get(keyOf(block.block_id, block.element.action_id)) ?? null),
      ]),
    );
  }

  #showErrors(errors) {
    for (const [blockId, text] of Object.entries(errors)) {
      const block = this.body.querySelector(`[data-input="${CSS.escape(blockId)}"]`);
      if (!block) continue;
      fill(block.querySelector(".field-error"), text);
      block.classList.toggle("has-error", Boolean(text));
      const control = block.querySelector("input, textarea");
      if (text) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
    }
  }

  #focusFirstError() {
    this.body.querySelector(".has-error :is(input, textarea, button)")?.focus();
  }

  #tell(sentence) {
    fill(this.body.querySelector(".modal-problem"), sentence);
  }

  #setBusy(isBusy) {
    if (!this.submitButton?.isConnected) return;
    this.submitButton.disabled = isBusy;
    this.submitButton.classList.toggle("is-busy", isBusy);
    if (isBusy) this.#tell("");
  }

  async #close(clear) {
    const { id } = this.top;
    try {
      await this.seat.api.close(id, clear);
      await this.seat.refreshModals();
    } catch (error) {
      tellProblem(error);
    }
  }

  #steer(event) {
    if (event.key === "Escape") return this.#close(false);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return this.#submitByKey(event);
    if (event.key !== "Tab") return;
    const stops = [
      ...this.dialog.querySelectorAll("button, input, textarea, a[href], summary, [tabindex='0']"),
    ].filter((node) => !node.disabled && node.offsetParent);
    const [first, last] = [stops[0], stops.at(-1)];
    if (event.shiftKey && document.activeElement === first) (event.preventDefault(), last.focus());
    else if (!event.shiftKey && document.activeElement === last) (event.preventDefault(), first.focus());
  }

  /** In fields of several lines Enter alone begins a new one. */
  #submitByKey(event) {
    if (event.defaultPrevented || !this.submitButton || this.submitButton.disabled) return;
    event.preventDefault();
    this.submitButton.form.requestSubmit();
  }

  /** Where the focus is: in which block, or at the top or the bottom, and at which control there. */
  #focusKey() {
    const node = document.activeElement;
    if (!this.dialog?.contains(node)) return null;
    const block = node.closest("[data-block]");
    const part = block ?? node.closest("header, footer");
    if (!part) return null;
    const within = block ? `[data-block="${CSS.escape(block.dataset.block)}"]` : part.localName;
    const { selectionStart: start, selectionEnd: end } = node;
    return { within, nth: controlsIn(part).indexOf(node), start, end };
  }

  #restoreFocus(key) {
    const part = key && this.dialog.querySelector(key.within);
    const inside = part && (controlsIn(part)[key.nth] ?? controlsIn(part)[0]);
    const target =
      inside ||
      this.body.querySelector("[autofocus]") ||
      this.body.querySelector("input, textarea, select") ||
      this.dialog.querySelector("footer .is-primary, footer button") ||
      this.dialog;
    target.focus({ preventScroll: Boolean(inside) });
    if (inside && key.start !== null && ["text", "textarea"].includes(inside.type))
      inside.setSelectionRange(key.start, key.end);
  }
}

const controlsIn = (part) => [...part.querySelectorAll("input, textarea, button, a[href], summary")];

const keyOf = (blockId, actionId) => JSON.stringify([blockId, actionId]);
