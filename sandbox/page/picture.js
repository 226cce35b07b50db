// Images, with a plain stand-in where they cannot be loaded.

import { h, icon, safeUrl } from "./dom.js";

/** Draw an image from an address or an uploaded file. */
export function picture(image, className) {
  const source = safeUrl(image.image_url ?? image.slack_file?.url ?? `/files/${image.slack_file?.id ?? ""}`);
  const missing = () =>
    node.replaceWith(
      h(
        "span",
        { class: `missing-image ${className}`, role: "img", "aria-label": image.alt_text ?? "" },
        icon("file", 16),
        h("span", { "aria-hidden": true }, image.alt_text),
      ),
    );
  const node = h("img", {
    class: className,
    src: source,
    alt: image.alt_text ?? "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
    on: { error: missing },
  });
  return node;
}
