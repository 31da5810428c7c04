import latin from "@fontsource-variable/literata/files/literata-latin-wght-normal.woff2";
import vietnamese from "@fontsource-variable/literata/files/literata-vietnamese-wght-normal.woff2";
import { rules } from "./rules.js";

export const css = rules("Literata", "200 900", vietnamese, latin);
