// Text objects as words and as nodes. https://docs.slack.dev/reference/block-kit/composition-objects/text-object

import { h } from "./dom.js";
import { drawEmoji, withEmoji } from "./emoji.js";
import { drawMrkdwn } from "./mrkdwn.js";

/** The words of a plain_text object. */
export const words = (text) => (text?.emoji === false ? text.text : withEmoji(text?.text ?? ""));

const drawShortcodes = (line) =>
  line.split(/:([a-z0-9_+-]+):/).map((part, index) => (index % 2 ? drawEmoji(part) : part));

/** Draw a plain_text or mrkdwn object. */
export function drawText(text, reader) {
  if (!text) return [];
  if (text.type === "mrkdwn") return drawMrkdwn(text.text, reader, { verbatim: text.verbatim === true });
  return text.text
    .split("\n")
    .flatMap((line, index) => [
      index ? h("br") : null,
      ...(text.emoji === false ? [line] : drawShortcodes(line)),
    ]);
}
