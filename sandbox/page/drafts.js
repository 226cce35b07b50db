// What people have typed and not sent yet: kept while they look elsewhere, and over a reload.

const KEY = "aligned-sandbox-drafts";
const drafts = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));

/** What was typed at a place before. */
export const draftAt = (place) => drafts.get(place) ?? "";

/** Keep what is typed at a place; nothing typed is nothing kept. */
export function keepDraft(place, text) {
  if (text) drafts.set(place, text);
  else drafts.delete(place);
  sessionStorage.setItem(KEY, JSON.stringify([...drafts]));
}
