// Nothing here is needed to read, search or borrow. No sentences: they come from the page.
import { shelves } from "./shelf.js";
import { sheet } from "./sheet.js";
import { toasts } from "./toasts.js";
import { forms } from "./forms.js";
import { speakers } from "./speakers.js";
import { copiers } from "./copy.js";
import { menus } from "./menus.js";
import { suggesters } from "./suggest.js";
import { previews } from "./preview.js";
import "../usage/client.js";

document.documentElement.classList.add("js");
for (const start of [shelves, sheet, toasts, forms, speakers, copiers, menus, suggesters, previews]) start(document);
