// The reader's shell on the site: bars, panels, progress. What is read or launched is in a frame of another origin.
import { Book } from "./book.js";
import { Launch } from "./launch.js";

const config = JSON.parse(document.getElementById("reader").textContent);
new (config.launch ? Launch : Book)(config).open();
