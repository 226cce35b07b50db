// Start the page: load the workspace, seat people, say plainly when that fails.

import { workspace } from "./api.js";
import { Directory, startedAnew } from "./directory.js";
import { fill, h } from "./dom.js";
import { Hall } from "./hall.js";
import { toast } from "./notices.js";
import { restoreTheme } from "./theme.js";

const RETRY_MS = 1500;

async function start() {
  const directory = new Directory();
  await directory.load();
  const tour = await fetch("/page/tour.json").then((response) => response.json());
  document.title = `Aligned Sandbox · ${directory.name}`;
  fill(document.getElementById("seats"));
  await new Hall(directory, tour).start();
  if (startedAnew()) toast("The sandbox was started anew: this is a new workspace.");
}

function apologise(error) {
  fill(
    document.getElementById("seats"),
    h("p", { class: "empty", role: "alert" }, `${error.message} Trying again…`),
  );
  setTimeout(() => workspace().then(() => location.reload(), apologise), RETRY_MS);
}

restoreTheme();
start().catch(apologise);
