// The player of sound and video on the site. Its sentences come with the page.
import { Player } from "./player.js";

new Player(JSON.parse(document.getElementById("player").textContent)).open();
