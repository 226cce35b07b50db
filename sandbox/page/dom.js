// Building DOM nodes without ever parsing text as HTML.

const PROPERTIES = new Set([
  "value",
  "checked",
  "disabled",
  "hidden",
  "inert",
  "selected",
  "multiple",
  "indeterminate",
]);

/** Create an element: h("button", {class: "x", on: {click}}, "Text", node, [nodes]). */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  append(node, children);
  return node;
}

function assign(node, name, value) {
  if (value === undefined || value === null || (value === false && !PROPERTIES.has(name))) return;
  if (name === "on")
    for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
  else if (name === "style")
    for (const [key, rule] of Object.entries(value)) node.style.setProperty(key, rule);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else
    node.setAttribute(
      name === "class" ? "class" : name,
      value === true && !name.startsWith("aria-") ? "" : String(value),
    );
}

/** Append nodes, strings and nested lists; skip what is empty. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Replace everything inside a node. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

let counter = 0;
/** Give a fresh id for label, describedby and controls. */
export function freshId(prefix = "n") {
  counter += 1;
  return `${prefix}-${counter}`;
}

const SHAPES = {
  hash: "M5 9h14M4 15h14M10 4 8 20M16 4l-2 16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M4 5h16v11H9l-5 4z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 10h.01M15 10h.01M8.5 14.5a4.5 4.5 0 0 0 7 0",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
  split: "M4 5h16v14H4zM12 5v14",
  compass: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.5l-2 5-5 2 2-5z",
  theme: "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z",
  menu: "M4 7h16M4 12h16M4 17h16",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  pen: "M4 20l1-4L16 5l3 3L8 19z",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  play: "M8 5v14l11-7z",
  warn: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
  thumb_up: "M7 11v9H4v-9zM7 11l4-8a2 2 0 0 1 2 2v4h6l-1.5 11H7",
  thumb_down: "M7 13V4H4v9zM7 13l4 8a2 2 0 0 0 2-2v-4h6L17.500 4H7",
};

/** Draw one of the page's own icons; decoration only, so hidden from screen readers. */
export function icon(name, size = 18) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name] ?? SHAPES.more);
  svg.append(path);
  if (name === "more") svg.setAttribute("stroke-width", "3");
  const traits = { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(traits)) svg.setAttribute(key, value);
  return svg;
}

/** A button that says in words what it does. */
export function button(label, onClick, className = "", props = {}) {
  return h(
    "button",
    { type: "button", class: `button ${className}`, ...props, on: { click: onClick } },
    label,
  );
}

/** A button that shows an icon only and says its name to everybody else. */
export function iconButton(name, label, onClick, props = {}) {
  return h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      on: { click: onClick },
      ...props,
    },
    icon(name),
  );
}

/** Keep only addresses a person can safely follow. */
export function safeUrl(url) {
  try {
    const parsed = new URL(url, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Link to an address in a new tab, or show it as text where it is not safe. */
export function link(url, ...children) {
  const href = safeUrl(url);
  const content = children.flat().length ? children : [url];
  if (!href) return h("span", {}, content);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, content);
}

/** Call back once after calls have stopped for a while. */
export function debounced(callback, delay) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...args), delay);
  };
}
