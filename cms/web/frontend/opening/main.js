// The script of the contract of types: an own page imports `opening` from `/doc/<contract>/opening.js`.
import { Opening } from "./opening.js";

export const opening = new Opening(JSON.parse(document.getElementById("opening").textContent));
