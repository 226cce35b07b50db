// What interactions do, depending on where the blocks stand: in a message, a modal or the home tab.

import { h } from "./dom.js";
import { notice } from "./notices.js";
import { initialValue } from "./values.js";

const PROBLEMS = {
  operation_timeout: "took longer than 3 seconds to answer",
  dispatch_failed: "could not be reached",
  dispatch_unknown_command: "does not know this command",
  app_not_connected: "is not connected",
};

/** Say in words why an interaction failed. */
export const explain = (problem, app) =>
  `${app.name} ${PROBLEMS[problem] ?? "did not accept this"} (${problem}).`;

/** Bind blocks to a reader. `handlers` answers value(block, element), changed, typed and entered for one surface. */
export function bindSurface(reader, container, handlers = {}) {
  const shared = {
    directory: reader.directory,
    person: reader.person,
    now: reader.now,
    open: reader.open,
    tell: reader.tell,
  };
  const act = (block) => (element, value, node) =>
    send(reader, { container, block_id: block.block_id, action_id: element.action_id, value }, node);
  const bind = (block) => {
    const bound = {
      ...shared,
      block: bind,
      act: act(block),
      value: (element) => (handlers.value ?? ((_, each) => initialValue(each)))(block, element),
      suggest: async (element, query) =>
        (
          await reader.api.suggest({
            container,
            block_id: block.block_id,
            action_id: element.action_id,
            query,
          })
        ).options,
    };
    bound.changed = (element, value, node) =>
      handlers.changed
        ? handlers.changed(block, element, value, node, bound)
        : bound.act(element, value, node);
    bound.typed = (element, value, dispatches, node) =>
      handlers.typed?.(block, element, value, dispatches, node, bound);
    bound.entered = (element, value, node) =>
      handlers.entered
        ? handlers.entered(block, element, value, node, bound)
        : enter(block, bound, element, value, node);
    return bound;
  };
  return bind({});
}

function enter(block, bound, element, value, node) {
  if (!block.dispatch_action) return false;
  bound.act(element, value, node);
  return true;
}

async function send(reader, action, node) {
  const place = node?.closest(".block") ?? node;
  place?.querySelector(".act-error")?.remove();
  node?.classList.add("is-busy");
  notice("acted", { action: action.action_id });
  try {
    const { ok, problem } = await reader.api.act(action);
    if (!ok && problem) fail(place, explain(problem, reader.directory.app));
  } catch (error) {
    fail(place, error.message);
  } finally {
    node?.classList.remove("is-busy");
  }
}

function fail(place, sentence) {
  place?.append(h("div", { class: "act-error", role: "alert" }, sentence));
}
