// The WebSocket that tells one person's seat what has just happened.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5000;

/** Stay connected as somebody; call back with events and with "lost" or "back". Returns a function that leaves. */
export function connect(person, onEvent, onStatus) {
  let socket;
  let left = false;
  let wait = FIRST_WAIT;
  let wasLost = false;

  function open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/control/live?as=${encodeURIComponent(person)}`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      if (wasLost) onStatus("back");
      wasLost = false;
    });
    socket.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
    socket.addEventListener("close", lost);
  }

  function lost() {
    if (left) return;
    if (!wasLost) onStatus("lost");
    wasLost = true;
    setTimeout(() => left || open(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  open();
  return () => {
    left = true;
    socket.close();
  };
}
