// The player of sound and video on the site. Its sentences come with the page.
import { Player } from "./player.js";

const given = (id) => JSON.parse(document.getElementById(id).textContent);
new Player({ ...given("opening"), ...given("player") }).open();
