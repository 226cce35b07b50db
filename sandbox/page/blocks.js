// Every block of Block Kit as DOM nodes. https://docs.slack.dev/reference/block-kit/blocks

import { append, freshId, h, icon, link } from "./dom.js";
import { drawElement } from "./elements.js";
import { drawMarkdown } from "./markdown.js";
import { picture } from "./picture.js";
import { drawRichText } from "./richtext.js";
import { drawDataTable, drawTable } from "./tables.js";
import { drawText, words } from "./text.js";

/** Draw a list of blocks for a reader; `seat.block(block)` binds interactions to one block. */
export function drawBlocks(blocks, seat) {
  return (blocks ?? []).map((block) => drawBlock(block, seat));
}

function drawBlock(block, seat) {
  const node = drawKnown(block, seat) ?? unknown(block);
  node.dataset.block = block?.block_id ?? "";
  return node;
}

/** Draw a known block; one that is malformed must not take the whole conversation with it. */
function drawKnown(block, seat) {
  try {
    return BLOCKS[block?.type]?.(block, seat.block(block));
  } catch (error) {
    console.error("A block could not be drawn", block, error);
    return null;
  }
}

function unknown(block) {
  return h(
    "div",
    { class: "unknown-block", role: "note" },
    icon("warn", 16),
    h("span", {}, "The sandbox cannot draw the block ", h("code", {}, String(block?.type)), "."),
    h("details", {}, h("summary", {}, "Its JSON"), h("pre", { tabindex: 0 }, JSON.stringify(block, null, 2))),
  );
}

const BLOCKS = {
  section: drawSection,
  header: (block, seat) =>
    h(
      "div",
      { class: `block header level-${block.level ?? 1}`, role: "heading", "aria-level": 3 },
      drawText(block.text, seat),
    ),
  divider: () => h("hr", { class: "block" }),
  context: drawContext,
  actions: (block, seat) =>
    h(
      "div",
      { class: "block actions", role: "group", "aria-label": "Actions" },
      block.elements.map((element) => drawElement(element, seat)),
    ),
  context_actions: (block, seat) =>
    h(
      "div",
      { class: "block context-actions" },
      block.elements.map((element) => drawElement(element, seat)),
    ),
  input: drawInput,
  image: drawImage,
  video: drawVideo,
  file: (block) =>
    h(
      "div",
      { class: "block file-card" },
      icon("file"),
      h("span", {}, "Remote file ", h("code", {}, block.external_id)),
    ),
  rich_text: (block, seat) => h("div", { class: "block rich-text" }, drawRichText(block, seat)),
  markdown: (block) => h("div", { class: "block markdown" }, drawMarkdown(block.text)),
  table: (block, seat) => drawTable(block, seat),
  data_table: (block, seat) => drawDataTable(block, seat),
  data_visualization: drawChart,
  alert: drawAlert,
  card: drawCard,
  carousel: (block, seat) =>
    h(
      "div",
      { class: "block carousel", tabindex: 0, role: "group", "aria-label": "Cards" },
      block.elements.map((card) => drawCard(card, seat.block(card))),
    ),
  container: drawContainer,
  task_card: drawTask,
  plan: drawPlan,
  auth_provider: drawAuthProvider,
  call: (block) =>
    h(
      "div",
      { class: "block file-card" },
      icon("people"),
      h("span", {}, block.call?.v1?.name ?? "Call", " ", h("code", {}, block.call_id)),
    ),
};

function drawSection(block, seat) {
  const body = h(
    "div",
    { class: "section-body" },
    block.text && h("div", { class: "text" }, drawText(block.text, seat)),
    block.fields &&
      h(
        "div",
        { class: "fields" },
        block.fields.map((field) => h("div", {}, drawText(field, seat))),
      ),
  );
  const label = { text: block.text?.text?.slice(0, 120) };
  const side = block.accessory && h("div", { class: "accessory" }, drawElement(block.accessory, seat, label));
  const node = h("div", { class: "block section" }, body, side);
  return isLong(block) ? folded(node, body) : node;
}

const isLong = (block) => !block.expand && (block.text?.text?.length ?? 0) > 900;

function folded(node, body) {
  body.classList.add("is-folded");
  const more = h("button", { type: "button", class: "see-more", "aria-expanded": "false" }, "See more");
  more.addEventListener("click", () => {
    const isFolded = body.classList.toggle("is-folded");
    more.textContent = isFolded ? "See more" : "See less";
    more.setAttribute("aria-expanded", String(!isFolded));
  });
  return append(node, [more]);
}

function drawContext(block, seat) {
  return h(
    "div",
    { class: "block context" },
    block.elements.map((element) =>
      element.type === "image" ? picture(element, "context-image") : h("span", {}, drawText(element, seat)),
    ),
  );
}

const GROUPED = new Set(["checkboxes", "radio_buttons"]);

function drawInput(block, seat) {
  const id = freshId("field");
  const labelId = freshId("label");
  const hintId = block.hint ? freshId("hint") : undefined;
  const errorId = freshId("error");
  const isGroup = GROUPED.has(block.element.type);
  const optional = block.optional && h("span", { class: "optional" }, " (optional)");
  const label = h(
    isGroup ? "div" : "label",
    { id: labelId, class: "label", for: isGroup ? undefined : id },
    words(block.label),
    optional,
  );
  const described = [hintId, errorId].filter(Boolean).join(" ");
  const field = drawElement(block.element, seat, {
    id,
    labelledBy: isGroup || isCombobox(block.element) ? labelId : undefined,
    describedBy: described,
    text: words(block.label),
  });
  const error = h("div", { id: errorId, class: "field-error", "aria-live": "polite" });
  return h(
    "div",
    { class: "block input", data: { input: block.block_id } },
    label,
    field,
    block.hint && h("div", { id: hintId, class: "hint" }, words(block.hint)),
    error,
  );
}

const isCombobox = (element) => element.type.endsWith("_select");

function drawImage(block) {
  const title = block.title && h("figcaption", {}, words(block.title));
  return h("figure", { class: "block image" }, title, picture(block, "block-image"));
}

function drawVideo(block) {
  const title = block.title_url ? link(block.title_url, words(block.title)) : words(block.title);
  const thumbnail = h(
    "span",
    { class: "video-frame" },
    picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "video-thumbnail"),
    icon("play", 34),
  );
  return h(
    "figure",
    { class: "block video" },
    h(
      "figcaption",
      {},
      h("strong", {}, title),
      block.author_name && h("small", {}, block.author_name),
      block.provider_name && h("small", {}, block.provider_name),
    ),
    block.description && h("p", {}, words(block.description)),
    link(block.video_url, thumbnail),
  );
}

const LEVELS = {
  default: "Note",
  info: "For your information",
  warning: "Warning",
  error: "Error",
  success: "Done",
};
const LEVEL_ICONS = { default: "bolt", info: "bolt", warning: "warn", error: "warn", success: "check" };

function drawAlert(block, seat) {
  const level = block.level ?? "default";
  return h(
    "div",
    { class: `block alert is-${level}`, role: "note", "aria-label": LEVELS[level] },
    icon(LEVEL_ICONS[level], 16),
    h("div", {}, drawText(block.text, seat)),
  );
}

function drawCard(card, seat) {
  const head = h(
    "div",
    { class: "card-head" },
    card.icon && picture(card.icon, "card-icon"),
    h(
      "div",
      {},
      card.title && h("div", { class: "card-title" }, drawText(card.title, seat)),
      card.subtitle && h("div", { class: "card-subtitle" }, drawText(card.subtitle, seat)),
    ),
  );
  return h(
    "article",
    { class: "block card" },
    card.hero_image && picture(card.hero_image, "card-hero"),
    head,
    card.body && h("div", { class: "card-body" }, drawText(card.body, seat)),
    card.subtext && h("div", { class: "card-subtitle" }, drawText(card.subtext, seat)),
    card.actions &&
      h(
        "div",
        { class: "actions" },
        card.actions.map((element) => drawElement(element, seat)),
      ),
  );
}

function drawContainer(block, seat) {
  const title = block.rich_text_title
    ? h("div", {}, drawRichText(block.rich_text_title, seat))
    : h("strong", {}, words(block.title));
  const head = [
    block.icon && picture(block.icon, "card-icon"),
    h(
      "div",
      {},
      title,
      block.subtitle && h("div", { class: "card-subtitle" }, drawText(block.subtitle, seat)),
    ),
  ];
  const children = h("div", { class: "container-body" }, drawBlocks(block.child_blocks, seat));
  const className = `block container is-${block.width ?? "standard"}`;
  if (!block.is_collapsible)
    return h(
      "section",
      { class: className },
      h("div", { class: `container-head${block.has_header_divider ? " has-divider" : ""}` }, head),
      children,
    );
  return h(
    "details",
    { class: className, open: !block.default_collapsed },
    h("summary", { class: "container-head" }, icon("right", 16), head),
    children,
  );
}

const STATES = {
  pending: ["To do", "○"],
  in_progress: ["In progress", "◔"],
  complete: ["Complete", "●"],
  error: ["Failed", "✕"],
};

function drawTask(block, seat) {
  const [label, sign] = STATES[block.status] ?? ["", "○"];
  return h(
    "div",
    { class: `block task is-${block.status}` },
    h("span", { class: "task-state", role: "img", "aria-label": label }, sign),
    h(
      "div",
      {},
      h("strong", {}, block.title),
      block.details && h("div", {}, drawRichText(block.details, seat)),
      block.output && h("div", {}, drawRichText(block.output, seat)),
      block.sources?.length
        ? h(
            "div",
            { class: "sources" },
            block.sources.map((source) => link(source.url, source.text)),
          )
        : null,
    ),
  );
}

function drawPlan(block, seat) {
  const tasks = block.tasks ?? [];
  const done = tasks.filter((task) => task.status === "complete").length;
  return h(
    "section",
    { class: "block plan" },
    h(
      "div",
      { class: "plan-head" },
      h("strong", {}, block.title),
      tasks.length ? h("small", {}, `${done} of ${tasks.length}`) : null,
    ),
    tasks.map((task) => drawTask(task, seat)),
  );
}

function drawAuthProvider(block, seat) {
  const face = block.icon_url
    ? picture({ image_url: block.icon_url, alt_text: "" }, "card-icon")
    : icon("lock");
  const state = block.is_connected
    ? [words(block.connected_identity) || "Connected", words(block.connected_context)]
    : [words(block.description)];
  const address = block.is_connected ? block.disconnect_url : block.auth_url;
  return h(
    "div",
    { class: "block card auth" },
    h(
      "div",
      { class: "card-head" },
      face,
      h(
        "div",
        {},
        h("strong", {}, words(block.name)),
        state.map((line) => line && h("div", { class: "card-subtitle" }, line)),
      ),
    ),
    address && link(address, block.is_connected ? "Disconnect" : "Connect"),
    block.accessory && drawElement(block.accessory, seat),
  );
}

function drawChart(block) {
  return h(
    "figure",
    { class: "block chart" },
    h("figcaption", {}, h("strong", {}, block.title)),
    h("pre", { tabindex: 0 }, JSON.stringify(block.chart, null, 2)),
  );
}
