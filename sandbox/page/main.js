// Start the page: load the workspace, seat people, say plainly when that fails.

import { Directory } from "./directory.js";
import { fill, h } from "./dom.js";
import { Hall } from "./hall.js";
import { restoreTheme } from "./theme.js";

const RETRY_MS = 1500;

async function start() {
  const directory = new Directory();
  const [tour] = await Promise.all([
    fetch("/page/tour.json").then((response) => response.json()),
    directory.load(),
  ]);
  document.title = `Aligned Sandbox · ${directory.name}`;
  fill(document.getElementById("seats"));
  await new Hall(directory, tour).start();
}

function apologise(error) {
  fill(
    document.getElementById("seats"),
    h("p", { class: "empty" }, `The sandbox does not answer yet (${error.message}). Trying again…`),
  );
  setTimeout(() => start().catch(apologise), RETRY_MS);
}

restoreTheme();
start().catch(apologise);
