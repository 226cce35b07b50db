// Recognising the seeded stories by what can be pressed in what the app has posted.

/** Tell whether among these messages is one that has the action of a story and lacks the other. */
export function isStory(messages, { has, lacks }) {
  return messages.some((message) => {
    if (!message.bot_id) return false;
    const actions = new Set(actionsIn(message.blocks));
    return actions.has(has) && !actions.has(lacks);
  });
}

function* actionsIn(value) {
  if (Array.isArray(value)) for (const item of value) yield* actionsIn(item);
  else if (value && typeof value === "object") {
    if (value.action_id) yield value.action_id;
    yield* actionsIn(Object.values(value));
  }
}

/** Find the channel where a story stands, through the eyes of a seat. */
export async function findStory(seat, wanted) {
  const channels = seat.conversations.filter((each) => each.kind !== "dm");
  const pages = await Promise.all(
    channels.map((each) => seat.api.messages(each.id).catch(() => ({ messages: [] }))),
  );
  return channels.find((each, index) => isStory(pages[index].messages, wanted))?.id;
}
