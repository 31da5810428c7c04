// The reader's shell on the site: bars, panels, progress. The book itself is in a frame of another origin.
import { Book } from "./book.js";

const config = JSON.parse(document.getElementById("reader").textContent);
new Book(config).open();
